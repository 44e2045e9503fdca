"""The projector: a class on the wall, for a laptop whose letters are as large as the back row needs."""
