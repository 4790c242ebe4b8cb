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
    "<Code>{code}</Code><Message>{message}</Message></Error>"
    "<RequestId>{request_id}</RequestId></ErrorResponse>"
)


def answer(body: bytes, account: str, request_id: str) -> WireResponse:
    """GetCallerIdentity, or an InvalidAction refusal for anything else."""
    form = parse_qs(body.decode("ascii", "replace"))
    if form.get("Action") != ["GetCallerIdentity"] or form.get("Version", [VERSION]) != [VERSION]:
        return refused(400, "InvalidAction", f"Could not find operation for version {VERSION}", request_id)
    return _xml(200, _ANSWER.format(version=VERSION, account=account, request_id=request_id), request_id)


def refused(status: int, code: str, message: str, request_id: str) -> WireResponse:
    """An error as the query protocol writes it."""
    text = _REFUSAL.format(version=VERSION, code=code, message=message, request_id=request_id)
    return _xml(status, text, request_id)


def _xml(status: int, text: str, request_id: str) -> WireResponse:
    return WireResponse(status, {"Content-Type": "text/xml", "x-amzn-RequestId": request_id}, text.encode())
