#!/usr/bin/env python
import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import OperationalError, ProgrammingError

        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    except (OperationalError, ProgrammingError) as problem:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"The database says: {str(problem).strip().splitlines()[0]}. Before anything else a new site needs: manage.py prepare")


if __name__ == "__main__":
    main()
