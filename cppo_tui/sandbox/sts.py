"""STS GetCallerIdentity in the query protocol: whose keys are these?"""

from urllib.parse import parse_qs

from cppo_tui.sandbox.wire import WireResponse

VERSION = "2011-06-15"

_ANSWER = (
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/{version}/"><GetCallerIdentityResult>'
    "<Arn>arn:aws:iam::{account}:user/sandbox</Arn><UserId>AIDASANDBOXSANDBOXAAA</UserId>"
    "<Account>{account}</Account></GetCallerIdentityResult>"
    "<ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata></GetCallerIdentityResponse>"
)
_REFUSAL = (
    '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/{version}/"><Error><Type>Sender</Type>'
    "<Code>InvalidAction</Code><Message>Could not find operation for version {version}</Message></Error>"
    "<RequestId>{request_id}</RequestId></ErrorResponse>"
)


def answer(body: bytes, account: str, request_id: str) -> WireResponse:
    """GetCallerIdentity, or an InvalidAction refusal for anything else."""
    form = parse_qs(body.decode("ascii", "replace"))
    known = form.get("Action") == ["GetCallerIdentity"] and form.get("Version", [VERSION]) == [VERSION]
    text = (_ANSWER if known else _REFUSAL).format(version=VERSION, account=account, request_id=request_id)
    headers = {"Content-Type": "text/xml", "x-amzn-RequestId": request_id}
    return WireResponse(200 if known else 400, headers, text.encode())
