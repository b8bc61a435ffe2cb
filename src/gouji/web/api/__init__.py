"""The programming interface at ``/api/v1/``: the same services and rights as the pages, with tokens that expire.

``v1`` puts the routes together; ``door`` is what every request passes (token, rate, idempotency key, one shape of errors).
"""
