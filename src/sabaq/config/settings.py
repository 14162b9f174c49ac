"""Settings from the environment, with defaults for one machine and SQLite. docs/operator.md lists every variable."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sabaq.platform.addresses import is_loopback
from sabaq.platform.languages import LANGUAGES as SABAQ_LANGUAGES

PROJECT = Path(__file__).resolve().parents[3]
VAR_DIR = Path(os.environ.get("SABAQ_VAR", PROJECT / "var"))
# Whatever Sabaq writes from here on is read by its own account alone: the database, its log, lists and certificates.
os.umask(0o077)
VAR_DIR.mkdir(parents=True, exist_ok=True)
FILES_DIR = VAR_DIR / "files"
SAMPLE_DIR = Path(os.environ.get("SABAQ_SAMPLE_DIR", PROJECT / "sample"))

DEBUG = os.environ.get("SABAQ_DEBUG") == "1"


def _secret_key() -> str:
    """The installation's key, made once and kept in `var/` with the owner's rights only.

    Two processes may start at once: each writes a file of its own, and only one gets the name.
    """
    path = VAR_DIR / "secret-key"
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=VAR_DIR, prefix="secret-key-") as made:
            made.write(secrets.token_urlsafe(50))
            made.flush()
            with contextlib.suppress(FileExistsError):
                os.link(made.name, path)
    return path.read_text()


SECRET_KEY = os.environ.get("SABAQ_SECRET_KEY") or _secret_key()
ALLOWED_HOSTS = os.environ.get("SABAQ_HOSTS", "127.0.0.1,localhost").split(",")
# What stands on certificates as the place to check them.
PUBLIC_ADDRESS = os.environ.get("SABAQ_PUBLIC_ADDRESS", ALLOWED_HOSTS[0])
SECURE = os.environ.get("SABAQ_HTTPS") == "1"
# One-click sample accounts: only where no other machine is served; portal.rules looks at each request besides.
ONLY_THIS_MACHINE = not SECURE and all(is_loopback(host) for host in ALLOWED_HOSTS)
SAMPLE_SIGN_IN = os.environ.get("SABAQ_SAMPLE_SIGN_IN") == "1" and ONLY_THIS_MACHINE
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "sabaq.platform",
    "sabaq.network",
    "sabaq.people",
    "sabaq.credentials",
    "sabaq.agreements",
    "sabaq.programmes",
    "sabaq.nominations",
    "sabaq.cohorts",
    "sabaq.oversight",
    "sabaq.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sabaq.portal.views.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sabaq.platform.web.SecurityHeadersMiddleware",
    "sabaq.platform.web.ActorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "sabaq.config.urls"
WSGI_APPLICATION = "sabaq.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "sabaq.portal.queries.shell",
            ],
            # Ours last: Django has a `language_name` too, which always speaks English.
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "sabaq.portal.templatetags.sabaq"],
        },
    }
]
# Our own field template: label, hint, error, box.
FORM_RENDERER = "sabaq.portal.forms.FieldRenderer"


def _database(url: str) -> dict[str, object]:
    """Django's settings for "postgres://name:password@host:port/database", or SQLite in `var/` without one."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "sabaq.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA recursive_triggers=ON;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(os.environ.get("SABAQ_DATABASE", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {
    "default": {
        "BACKEND": os.environ.get("SABAQ_TASKS", "django_tasks_db.DatabaseBackend"),
    }
}

AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "/sign-in/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

USE_TZ = True
TIME_ZONE = os.environ.get("SABAQ_TIME_ZONE", "Asia/Almaty")
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = list(SABAQ_LANGUAGES.items())
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PROJECT / "src" / "sabaq" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if (STATIC_ROOT / "staticfiles.json").exists()
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
