def test_the_frame_needs_no_sign_in_and_has_a_policy_of_its_own(client, db):
    response = client.get("/diagram/")
    assert response.status_code == 200
    assert dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; ")) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "data:",
        "font-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
        "sandbox": "allow-scripts",
    }
    assert "X-Frame-Options" not in response


def test_the_frame_is_only_read(client, db):
    assert client.post("/diagram/").status_code == 405
