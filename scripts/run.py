"""`make run`: make the environment, install, write .env once, then prepare the data and serve."""

try:
    import os
    import secrets
    import sys

    import environment
except KeyboardInterrupt:
    raise SystemExit(130) from None


def main():
    try:
        environment.ready("base")
        write_settings(os.environ.get("ENV_FILE", os.path.join(environment.ROOT, ".env")))
    except KeyboardInterrupt:
        sys.exit("Stopped. Nothing is lost: make run goes on from here.")
    os.chdir(environment.ROOT)
    os.execv(environment.PYTHON, [environment.PYTHON, "manage.py", "serve", "--prepare"])


def write_settings(path):
    """Write .env with a new key, for its owner's eyes, unless the file or a key is there."""
    if not path or os.path.exists(path) or os.environ.get("SECRET_KEY"):
        return
    lines = ["# Written once by make run. What else can be set here is in .env.example.", "SECRET_KEY=" + secrets.token_urlsafe(50)]
    if os.environ.get("DEMO"):
        lines.append("DEMO=" + os.environ["DEMO"])
    else:
        lines += ["# The demo organisation’s name; put your own here.", "SITE_NAME=" + os.environ.get("SITE_NAME", "Halyard")]
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError as problem:
        sys.exit(f"{path} cannot be written: {problem.strerror}. It keeps the site’s secret key.")


if __name__ == "__main__":
    main()
