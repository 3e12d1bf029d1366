from django.urls import URLPattern, path

import boards.urls  # noqa: F401  # registers the converter "day"
from reviews.views import closing, decisions, duties, regimes, reports, reviews, templates

app_name = "reviews"

urlpatterns: list[URLPattern] = [
    path("duties/", duties.duties, name="duties"),
    path("duties/<str:paragraph>/", duties.duty, name="duty"),
    path("regimes/", regimes.regimes, name="regimes"),
    path("regimes/start/", templates.templates_page, name="regime-templates"),
    path("regimes/start/<slug:key>/copy/", templates.template_copy, name="template-copy"),
    path("regimes/templates/<slug:code>/", templates.template_edit, name="template-edit"),
    path("regimes/start/<slug:key>/", regimes.start, name="regime-start"),
    path("regimes/<slug:code>/", regimes.regime, name="regime"),
    path("regimes/<slug:code>/duties/", duties.regime_duties, name="regime-duties"),
    path("regimes/<slug:code>/duties/<str:paragraph>/", duties.regime_duty, name="regime-duty"),
    path("regimes/<slug:code>/end/", regimes.end, name="regime-end"),
    path("regimes/<slug:code>/closure/", closing.closure, name="closure"),
    path("regimes/<slug:code>/closure/begin/", closing.begin, name="closure-begin"),
    path("regimes/<slug:code>/closure/actions/", closing.dispose, name="closure-dispose"),
    path("regimes/<slug:code>/closure/words/", closing.write, name="closure-write"),
    path("regimes/<slug:code>/closure/document/", closing.cite, name="closure-cite"),
    path("regimes/<slug:code>/closure/ask/", closing.ask, name="closure-ask"),
    path("regimes/<slug:code>/closure/approve/", closing.approve, name="closure-approve"),
    path("regimes/<slug:code>/closure/send-back/", closing.send_back, name="closure-send-back"),
    path("regimes/<slug:code>/closure/pdf/", closing.closure_file, name="closure-pdf"),
    path("regimes/<slug:code>/lead/", regimes.lead, name="regime-lead"),
    path("regimes/<slug:code>/move/", regimes.move, name="regime-move"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<day:period_end>/", reports.report, name="report"),
    path("reports/<day:period_end>/pdf/", reports.report_pdf, name="report-pdf"),
    path("reports/<day:period_end>/compile/", decisions.compile_now, name="report-compile"),
    path("reports/<day:period_end>/approve/", decisions.approve, name="report-approve"),
    path("reports/<day:period_end>/send-back/", decisions.send_back, name="report-send-back"),
    path("reports/<day:period_end>/send-again/", decisions.send_again, name="report-send-again"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/add/", reviews.add, name="review-add"),
    path("reviews/<int:number>/edit/", reviews.edit, name="review-edit"),
    path("reviews/<int:number>/self-assessment/", reviews.assess, name="review-assess"),
    path("reviews/<int:number>/history/", reviews.history, name="review-history"),
    path("reviews/<int:number>/lines/add/", reviews.line_add, name="line-add"),
    path("reviews/<int:number>/lines/<int:line>/", reviews.line, name="line"),
    path("reviews/<int:number>/lines/<int:line>/edit/", reviews.line_edit, name="line-edit"),
]
