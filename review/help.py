"""The help: how the queue is worked through, what the words mean, which keys there are."""

from flask import Blueprint, render_template

from review.access import settings

blueprint = Blueprint("help", __name__)


@blueprint.get("/hilfe")
def show() -> str:
    """One page, to be read once and looked things up in later."""
    return render_template("help.html", settings=settings())
