from newsarchive.demo.exchange import Request, json_answer, redirect


def test_the_last_of_equal_parameters_counts() -> None:
    request = Request("/", {"page": ["1", "2"]})

    assert request.last("page") == "2"
    assert request.last("order", "desc") == "desc"


def test_redirect() -> None:
    found = redirect("http://127.0.0.1/a/", 302)

    assert (found.status, found.headers["Location"]) == (302, "http://127.0.0.1/a/")


def test_json_escapes_slashes() -> None:
    assert json_answer({"link": "a/b"}).body == '{"link": "a\\/b"}'
