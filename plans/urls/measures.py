"""Measures, what is published beside them, and quality audits."""

from django.urls import path

from plans.views import (
    audit_feeds,
    audit_rounds,
    audits,
    charts,
    commentary,
    comparisons,
    disclosure,
    entering,
    figure_files,
    measures,
    published,
    readings,
    scrutiny,
    statements,
)
from sendtrack.addresses import DAY

AUDITED = "audits/<slug:ref>/rounds/<int:number>/"
BROUGHT_IN = "measures/enter/imports/<int:number>/"
FIGURE = f"measures/<slug:ref>/figures/<{DAY}:ends>/"

urlpatterns = [
    path("audits/", audits.audits, name="audits"),
    path("audits/add/", audits.audits_add, name="audits-add"),
    path("audits/<slug:ref>/", audits.programme, name="audit-programme"),
    path("audits/<slug:ref>/edit/", audits.audits_edit, name="audits-edit"),
    path("audits/<slug:ref>/tool/", audits.audits_tool, name="audits-tool"),
    path("audits/<slug:ref>/end/", audits.audits_end, name="audits-end"),
    path("audits/<slug:ref>/history/", audits.audits_history, name="audits-history"),
    path("audits/<slug:ref>/download/<slug:form>/", audits.audits_download, name="audits-download"),
    path("audits/<slug:ref>/rounds/add/", audit_rounds.round_add, name="audit-round-add"),
    path("audits/<slug:ref>/measures/add/", audit_feeds.feed_add, name="audit-feed-add"),
    path(
        "audits/<slug:ref>/measures/<slug:measure>/stop/",
        audit_feeds.feed_stop,
        name="audit-feed-stop",
    ),
    path(f"{AUDITED}measures/<slug:measure>/", audit_feeds.round_enter, name="audit-round-enter"),
    path(AUDITED, audit_rounds.audit_round, name="audit-round"),
    path(f"{AUDITED}record/", audit_rounds.round_record, name="audit-round-record"),
    path(f"{AUDITED}move/", audit_rounds.round_move, name="audit-round-move"),
    path(f"{AUDITED}not-held/", audit_rounds.round_skip, name="audit-round-skip"),
    path("measures/", measures.measures, name="measures"),
    path("measures/library/", measures.measure_library, name="measure-library"),
    path("measures/add/", measures.measure_add, name="measure-add"),
    path("measures/enter/", entering.figures_enter, name="figures-enter"),
    path("measures/scrutiny/", scrutiny.measures_for_scrutiny, name="scrutiny"),
    path(
        "measures/scrutiny/download/<slug:form>/",
        scrutiny.scrutiny_download,
        name="scrutiny-download",
    ),
    path("measures/up-to-date/", statements.data_statements, name="data-statements"),
    path("measures/up-to-date/say/", statements.data_state, name="data-state"),
    path("measures/small-numbers/", disclosure.disclosure, name="disclosure"),
    path(
        "measures/small-numbers/history/", disclosure.disclosure_history, name="disclosure-history"
    ),
    path(
        "measures/small-numbers/<slug:audience>/",
        disclosure.disclosure_edit,
        name="disclosure-edit",
    ),
    path("measures/published/", published.published, name="published"),
    path("measures/published/add/", published.published_add, name="published-add"),
    path("measures/published/council/", published.compared_council, name="compared-council"),
    path("measures/published/neighbours/add/", published.neighbours_add, name="neighbours-add"),
    path("measures/published/<int:number>/", published.published_file, name="published-file"),
    path("measures/published/<int:number>/out/", published.published_out, name="published-out"),
    path(
        "measures/published/<int:number>/file/", published.published_bytes, name="published-bytes"
    ),
    path("measures/enter/paste/", figure_files.figures_paste, name="figures-paste"),
    path("measures/enter/spreadsheet/", figure_files.figures_file, name="figures-file"),
    path(
        "measures/enter/spreadsheet/<slug:form>/",
        figure_files.figures_download,
        name="figures-download",
    ),
    path(f"{BROUGHT_IN}", figure_files.figures_import, name="figures-import"),
    path(f"{BROUGHT_IN}aside/", figure_files.figures_abandon, name="figures-abandon"),
    path(f"{BROUGHT_IN}file/", figure_files.figures_import_file, name="figures-import-file"),
    path("measures/<slug:ref>/", measures.measure, name="measure"),
    path("measures/<slug:ref>/change/", measures.measure_edit, name="measure-edit"),
    path("measures/<slug:ref>/define/", measures.measure_redefine, name="measure-redefine"),
    path("measures/<slug:ref>/stop/", measures.measure_retire, name="measure-retire"),
    path("measures/<slug:ref>/beside/", comparisons.comparison, name="comparison"),
    path(
        "measures/<slug:ref>/beside/download/<slug:form>/",
        comparisons.comparison_download,
        name="comparison-download",
    ),
    path("measures/<slug:ref>/compare/", comparisons.compare_choose, name="compare-choose"),
    path("measures/<slug:ref>/compare/<int:number>/", comparisons.compare, name="compare"),
    path("measures/<slug:ref>/compare/stop/", comparisons.compare_stop, name="compare-stop"),
    path(
        "measures/<slug:ref>/download/<slug:form>/",
        measures.measure_download,
        name="measure-download",
    ),
    path("measures/<slug:ref>/chart/data.json", measures.measure_chart, name="measure-chart"),
    path("measures/<slug:ref>/history/", measures.measure_history, name="measure-history"),
    path(FIGURE, readings.reading, name="reading"),
    path(f"{FIGURE}take-out/", readings.reading_remove, name="reading-remove"),
    path(f"{FIGURE}baseline/", readings.reading_baseline, name="reading-baseline"),
    path(f"{FIGURE}comment/", commentary.comment, name="comment"),
    path("measures/<slug:ref>/parts/", disclosure.parts, name="measure-parts"),
    path("measures/<slug:ref>/unsuppress/", disclosure.waiver_ask, name="waiver-ask"),
    path(
        "measures/<slug:ref>/unsuppress/<int:number>/grant/",
        disclosure.waiver_grant,
        name="waiver-grant",
    ),
    path(
        "measures/<slug:ref>/unsuppress/<int:number>/withdraw/",
        disclosure.waiver_withdraw,
        name="waiver-withdraw",
    ),
    path("measures/<slug:ref>/chart/", charts.chart_edit, name="chart-edit"),
    path("measures/<slug:ref>/rebase/", charts.rebase, name="rebase"),
    path(f"measures/<slug:ref>/rebase/<{DAY}:starts>/", charts.rebase_undo, name="rebase-undo"),
    path("measures/<slug:ref>/trajectory/", charts.point_set, name="point-set"),
    path("measures/<slug:ref>/values/", charts.values_agree, name="values-agree"),
    path(
        f"measures/<slug:ref>/trajectory/<{DAY}:by_on>/", charts.point_remove, name="point-remove"
    ),
]
