from django.urls import path

from sendtrack.people.views import access, invitations, posts

app_name = "people"

urlpatterns = [
    path("people/", access.people, name="people"),
    path("people/invite/", invitations.invite, name="invite"),
    path("people/invitations/<int:number>/", invitations.invitation, name="invitation"),
    path("people/invitations/<int:number>/again/", invitations.again, name="invite-again"),
    path("people/invitations/<int:number>/withdraw/", invitations.withdraw, name="withdraw"),
    path("people/posts/", posts.posts, name="posts"),
    path("people/posts/add/", posts.add_post, name="post-add"),
    path("people/posts/organisations/add/", posts.add_organisation, name="organisation-add"),
    path("people/posts/<int:number>/appoint/", posts.appoint, name="appoint"),
    path("people/posts/<int:number>/vacate/", posts.vacate, name="vacate"),
    path("people/<int:number>/", access.access, name="access"),
    path("people/<int:number>/close/", access.close, name="close"),
    path("people/<int:number>/password-link/", access.password_link, name="password-link"),
]
