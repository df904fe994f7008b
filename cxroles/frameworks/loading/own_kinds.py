"""The kinds of fixture that this app owns."""

from cxroles.frameworks.loading.checking import check_framework, check_ladder, check_scoring, glance_at_framework
from cxroles.frameworks.loading.kinds import Kind
from cxroles.frameworks.loading.language_shapes import LANGUAGE_SHAPES
from cxroles.frameworks.loading.schema import RULE_SHAPES, Framework, Ladder, Rules
from cxroles.frameworks.loading.storing import FrameworkShelf, LadderShelf, RulesShelf

FRAMEWORK = Kind("framework", Framework, check_framework, FrameworkShelf(), glance=glance_at_framework)
LADDER = Kind("ladder", Ladder, check_ladder, LadderShelf())
SCORING = Kind("scoring", Rules, check_scoring, RulesShelf(), RULE_SHAPES | LANGUAGE_SHAPES)
