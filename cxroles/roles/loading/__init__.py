"""Role template fixtures: their shape, their checks and their tables."""

from cxroles.frameworks.loading.kinds import Kind
from cxroles.roles.loading.checking import check_role_template
from cxroles.roles.loading.schema import RoleTemplate
from cxroles.roles.loading.storing import RoleTemplateShelf

ROLE_TEMPLATE = Kind("role_template", RoleTemplate, check_role_template, RoleTemplateShelf())
