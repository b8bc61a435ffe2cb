"""The addresses of matters."""

from __future__ import annotations

from django.urls import path

from gouji.web.matters.ui import children, lists, numbers, opening, page, reported

urlpatterns = [
    path("", lists.MatterList.as_view(), name="matter_list"),
    path("board/", lists.matter_board, name="matter_board"),
    path("calendar/", lists.matter_calendar, name="matter_calendar"),
    path("statistics/", numbers.matter_statistics, name="matter_statistics"),
    path("office/<int:pk>/", numbers.office, name="matter_office"),
    path("office/<int:pk>/template/", numbers.template, name="matter_template"),
    path("open/", opening.matter_open, name="matter_open"),
    path("new/<slug:code>/", opening.matter_new, name="matter_new"),
    path("similar/<slug:code>/", opening.matter_similar, name="matter_similar"),
    path("problems/<slug:code>/<int:pk>/", reported.problems, name="matter_problems"),
    path("told/<slug:code>/<int:pk>/", reported.told, name="matter_told"),
    path("<int:pk>/", page.matter_page, name="matter_page"),
    path("<int:pk>/move/<slug:code>/", page.matter_move, name="matter_move"),
    path("<int:pk>/letter/<slug:code>/", page.matter_letter, name="matter_letter"),
    path("<int:pk>/extension/", children.extension, name="matter_extension"),
    path("<int:pk>/finding/<int:finding_id>/", children.explain, name="matter_explain"),
    path("<int:pk>/helper/", children.helper, name="matter_helper"),
    path("<int:pk>/items/", children.add_item, name="matter_item_add"),
    path("<int:pk>/ballot/", children.ballot, name="matter_ballot"),
    path("file/<int:pk>/", page.matter_file, name="matter_file"),
    path("item/<int:pk>/measure/", children.measure, name="matter_item_measure"),
    path("item/<int:pk>/close/", children.close_item, name="matter_item_close"),
    path("assignment/<int:pk>/reply/", children.reply, name="matter_reply"),
    path("assignment/<int:pk>/return/", children.give_back, name="matter_return"),
    path("extension/<int:pk>/", children.decide, name="matter_extension_decide"),
]
