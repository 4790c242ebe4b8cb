"""The way to AWS: the only room that knows boto3 and botocore.

``AwsCatalog(aws_session(profile))`` talks to AWS, ``AwsCatalog(hermetic_session(responder))`` to whoever
answers for it in the sandbox. Everything above the socket is the same code in both.
"""
