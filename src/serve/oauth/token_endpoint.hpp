#pragma once

#include "base/task.hpp"
#include "serve/operation.hpp"

namespace parlance::serve::oauth {

/// Trades codes and refresh tokens for tokens (RFC 6749 §3.2).
Task<File> give_tokens(Services& with, Call& call);
/// Ends what a token belongs to (RFC 7009); always says yes.
Task<File> revoke_token(Services& with, Call& call);
/// Registers a client (RFC 7591).
Task<File> register_client(Services& with, Call& call);

}  // namespace parlance::serve::oauth
