#pragma once

#include "auth/throttle.hpp"
#include "base/clock.hpp"
#include "base/task.hpp"
#include "serve/oauth/client_documents.hpp"
#include "store/oauth.hpp"
#include "store/store.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace parlance::serve::oauth {

/// The programs that may ask people to let them in: those that have registered (RFC 7591), and
/// those that describe themselves at an address of their own (Client ID Metadata Documents).
class Clients {
public:
    Clients(store::Store& store, Clock clock);
    Clients(const Clients&) = delete;
    Clients& operator=(const Clients&) = delete;

    /// Nothing when nobody has this id. Throws `Refusal` when its document cannot be used, and
    /// `Error` (busy, `too_many_attempts`) for an address that asks for many.
    Task<std::optional<store::OAuthClient>> find(std::string id, std::string address);

    /// Keeps the client that the document describes. Throws `Refusal`, and `Error` (busy).
    Task<store::OAuthClient> add(std::string document, std::string address);

private:
    store::Store& store_;
    const Clock clock_;
    auth::Throttle by_address_;
    ClientDocuments documents_;
};

}  // namespace parlance::serve::oauth
