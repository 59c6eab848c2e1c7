"""Make docs/record.png, the picture in the README: the demo organisation's record on rate limits, in a real browser.

.venv/bin/python scripts/screenshot.py [address of a running demo site]
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
PICTURE = Path(__file__).resolve().parent.parent / "docs" / "record.png"
EMAIL, PASSWORD = "dana@halyard.example", "any-parcel-any-carrier"
TITLE = "Rate-limit per customer at the gateway"


def main():
    with sync_playwright() as playwright:
        own = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=own, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
        page.goto(f"{ADDRESS}/account/login/")
        page.fill("[name=login]", EMAIL)
        page.fill("[name=password]", PASSWORD)
        page.click("main form button")
        page.goto(f"{ADDRESS}/records/?status=accepted")
        page.get_by_role("link", name=TITLE).first.click()
        page.get_by_role("heading", level=1, name=TITLE).wait_for()
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"{PICTURE.name}: {PICTURE.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
