"""The settings, split by subject. What a library changes is in the environment; `docs/settings.md` lists it all."""

from config.settings.apps import *  # noqa: F403
from config.settings.base import *  # noqa: F403
from config.settings.database import *  # noqa: F403
from config.settings.drafting import *  # noqa: F403
from config.settings.languages import *  # noqa: F403
from config.settings.login import *  # noqa: F403
from config.settings.mail import *  # noqa: F403
from config.settings.security import *  # noqa: F403
from config.settings.speech import *  # noqa: F403
from config.settings.static import *  # noqa: F403
from config.settings.studio import *  # noqa: F403
