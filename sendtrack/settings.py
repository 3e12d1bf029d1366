"""Settings of sendtrack: everything that differs between places comes from the environment."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from sendtrack import env

BASE_DIR = Path(__file__).resolve().parent.parent

SENDTRACK_ENV = env.choice("SENDTRACK_ENV", ("production", "demo", "test"), "production")
PRODUCTION = SENDTRACK_ENV == "production"
DEBUG = False

SECRET_KEY = env.secret("SECRET_KEY", at_least=50)
PUBLIC_ORIGIN = env.origin(
    "PUBLIC_ORIGIN",
    ("https",) if PRODUCTION else ("https", "http"),
    None if PRODUCTION else "http://127.0.0.1:8000",
)
_origin = urlsplit(PUBLIC_ORIGIN)
HTTPS = _origin.scheme == "https"
ALLOWED_HOSTS = [_origin.hostname or ""]
if not PRODUCTION:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_ORIGIN]

INSTALLED_APPS = [
    "sendtrack.organisations",
    "sendtrack.accounts",
    "sendtrack.sources",
    "sendtrack.publishing",
    "sendtrack.files",
    "sendtrack.people",
    "plans",
    "boards",
    "reviews",
    "sendtrack.home",
    "sendtrack.search",
    "sendtrack.seeds",
    "sendtrack.govuk",
    *(() if PRODUCTION else ("sendtrack.demo",)),
    "sendtrack.accounts.apps.OperatorsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "simple_history",
    "django_tables2",
    "csp",
]

MIDDLEWARE = [
    # What every response carries comes first, so that files, redirects and errors carry it too.
    "sendtrack.middleware.request_id",
    "sendtrack.middleware.response_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sendtrack.middleware.body_limit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sendtrack.accounts.pressed.PressedTwiceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "sendtrack.middleware.MethodsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sendtrack.accounts.unsaved.KeepTypedMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sendtrack.middleware.readable_questions",
    "sendtrack.accounts.middleware.AreaMiddleware",
]

ROOT_URLCONF = "sendtrack.urls"
WSGI_APPLICATION = "sendtrack.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "sendtrack.govuk.templatetags.govuk",
                "sendtrack.accounts.templatetags.own_forms",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sendtrack.home.context.page_furniture",
            ],
        },
    }
]

# Data

_options: dict[str, Any] = {
    "options": "-c statement_timeout=15000 -c lock_timeout=10000"
    " -c idle_in_transaction_session_timeout=60000"
}
if SENDTRACK_ENV != "test":
    _options["pool"] = {
        "min_size": 1,
        "max_size": env.whole("DATABASE_POOL_SIZE", 4, at_least=1, at_most=100),
        "timeout": 4,
    }
DATABASES = {
    "default": {
        **dj_database_url.parse(
            env.url("DATABASE_URL", ("postgres", "postgresql")), conn_health_checks=True
        ),
        "ENGINE": "django.db.backends.postgresql",
        "OPTIONS": _options,
        "TEST": {"TEMPLATE": env.text("TEST_DATABASE_TEMPLATE", "") or None},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.url("REDIS_URL", ("redis", "rediss"))

SIMPLE_HISTORY_DATE_INDEX = "composite"
SIMPLE_HISTORY_REVERT_DISABLED = True
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = True

# People and sessions

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home:start"
LOGOUT_REDIRECT_URL = "accounts:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "sendtrack.accounts.passwords.DifferentCharactersValidator"},
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
CSRF_FAILURE_VIEW = "sendtrack.errors.csrf_failure"

# Web surface

SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static-served"
STATICFILES_DIRS = [("js", BASE_DIR / "static" / "js"), BASE_DIR / "build" / "static"]
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if SENDTRACK_ENV == "test"
        else "sendtrack.static_files.HashedFiles"
    }
}

# Tests read static files where they are made; everywhere else they are collected before the start.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = SENDTRACK_ENV == "test"

# Words, places and times

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True
DATE_FORMAT = "j F Y"

# Files that people hand over: outside everything that is served, downloaded through a view alone

FILES_DIR = env.folder("FILES_DIR", None if PRODUCTION else str(BASE_DIR / ".run" / "files"))
FILES_PER_AREA_MB = env.whole("FILES_PER_AREA_MB", 5_000, at_least=1)
SCANNER = env.scanner("SCANNER", None if PRODUCTION else "none")

# Mail

SMTP_HOST = env.text("SMTP_HOST", None if PRODUCTION else "127.0.0.1")
SMTP_PORT = env.whole("SMTP_PORT", 25, at_least=1, at_most=65535)
SMTP_USER = env.text("SMTP_USER", "")
SMTP_PASSWORD = env.text("SMTP_PASSWORD", "")
SMTP_TLS = env.choice("SMTP_TLS", ("none", "starttls"), "starttls" if PRODUCTION else "none")
if SMTP_USER and SMTP_TLS == "none" and PRODUCTION:
    raise ImproperlyConfigured("SMTP_TLS must be starttls where SMTP_USER signs in to the server.")
MAIL_FROM = env.mailbox("MAIL_FROM", f"sendtrack@{_origin.hostname}")
EMAIL_TIMEOUT = 20

# Scheduled work: beat is only the tick; the rows in the database are the truth. So a message is
# forgotten once it is delivered (the next tick finds what was lost with a worker): kombu 5.7 ends
# a worker that acknowledges, or gives back, a message to a Redis that went away meanwhile.

TICK_SECONDS = env.whole("TICK_SECONDS", 60, at_least=1, at_most=3600)
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT, CELERY_TASK_SOFT_TIME_LIMIT = 180, 150
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "ack_emulation": False,
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
}
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 600_000
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "tick": {"task": "reviews.tick", "schedule": TICK_SECONDS},
    "sweep the outbox": {"task": "publishing.sweep", "schedule": TICK_SECONDS},
    "sweep the scans": {"task": "files.sweep", "schedule": TICK_SECONDS},
    "sweep the published files": {"task": "plans.sweep", "schedule": TICK_SECONDS},
    "chase late figures": {"task": "plans.chase", "schedule": 3600},
    "tidy the files": {"task": "files.tidy", "schedule": 3600},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(BASE_DIR / "build" / "beat-schedule")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "filters": {"our mistakes": {"()": "sendtrack.logs.TracebacksOfOurMistakes"}},
    "loggers": {
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "django.request": {"filters": ["our mistakes"]},
    },
}
