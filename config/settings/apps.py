"""The rooms and what they stand on."""

INSTALLED_APPS = [
    "foreword.kernel",
    "foreword.people",
    "foreword.search",
    "foreword.channels",
    "foreword.assist",
    "foreword.knowledge",
    "foreword.media",
    "foreword.collection",
    "foreword.desk",
    "foreword.community",
    "foreword.portraits",
    "foreword.push",
    "foreword.insight",
    "foreword.portal",
    "foreword.workbench",
    "foreword.demo",
    "django_cotton",
    "django_htmx",
    "django_tasks",
    "ninja",
    "csp",
    "allauth",
    "allauth.account",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.headers.PrivateByDefault",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.unreadable.RefuseTheUnreadable",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.library",
            ],
            "builtins": ["django.templatetags.i18n", "foreword.kernel.templatetags.pieces"],
        },
    }
]

TASKS = {"default": {"BACKEND": "foreword.kernel.jobs.backend.LeasedBackend", "QUEUES": []}}
