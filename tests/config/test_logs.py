"""What the console is spared."""


def test_a_name_that_is_not_the_sites_is_one_line(client, caplog):
    assert client.get("/account/login/", HTTP_HOST="evil.example").status_code == 400
    words = "Invalid HTTP_HOST header: 'evil.example'. You may need to add 'evil.example' to ALLOWED_HOSTS."
    assert [(record.getMessage(), record.exc_info) for record in caplog.records] == [(words, None)]
