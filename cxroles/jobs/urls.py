"""Addresses of ``jobs``."""

from django.urls import path

from cxroles.jobs.views import composer, facts, importing, lines, listing, revisions, starting, tags, workflow

app_name = "jobs"
urlpatterns = [
    path("", listing.list_descriptions, name="list"),
    path("new/", starting.start, name="start"),
    path("import/", importing.import_text, name="import"),
    path("import/<int:pk>/", importing.check_import, name="import_check"),
    path("<int:pk>/status/", workflow.move_on, name="workflow"),
    path("<int:pk>/revisions/", revisions.list_revisions, name="revisions"),
    path("<int:pk>/revisions/<int:number>/", revisions.show_revision, name="revision"),
    path("<int:pk>/", composer.compose, name="compose"),
    path("<int:pk>/lines/", lines.add_line, name="add_line"),
    path("<int:pk>/lines/<int:line>/", lines.edit_line, name="edit_line"),
    path("<int:pk>/lines/<int:line>/reword/", lines.reword_line, name="reword_line"),
    path("<int:pk>/lines/<int:line>/move/", lines.move_line, name="move_line"),
    path("<int:pk>/lines/<int:line>/remove/", lines.remove_line, name="remove_line"),
    path("<int:pk>/lines/<int:line>/tags/", tags.show_tags, name="line_tags"),
    path("<int:pk>/lines/<int:line>/decide/", tags.decide, name="decide_tag"),
    path("<int:pk>/lines/<int:line>/level/", tags.choose_level, name="choose_level"),
    path("<int:pk>/library/", lines.insert_line, name="insert_line"),
    path("<int:pk>/library/<slug:section>/", lines.show_library, name="library"),
    path("<int:pk>/facts/", facts.save_facts, name="save_facts"),
    path("<int:pk>/emphasis/", facts.save_emphasis, name="save_emphasis"),
    path("<int:pk>/undo/", lines.undo, name="undo"),
]
