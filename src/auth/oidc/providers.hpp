#pragma once

#include "auth/oidc/document.hpp"
#include "auth/oidc/id_token.hpp"
#include "base/task.hpp"
#include "net/transport.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace parlance::auth::oidc {

/// Speaks with providers. Documents and keys are kept for ten minutes; for a token with a key that
/// is not known they are asked for again, at most twice a minute. Safe from every thread.
class Providers {
public:
    /// `inside` says which of them may lie on this machine or in private networks.
    Providers(Clock clock, net::Inside inside, net::TransportOptions options = {});

    /// What the issuer says of itself. Throws `Error` (upstream, `oidc_unavailable`).
    Task<std::shared_ptr<const Document>> document(std::string issuer);

    /// Trades a code and gives who it is. Throws `Error` (`oidc_unavailable`, `oidc_refused`).
    Task<Vouched> redeem(std::string issuer, Trade trade, std::string nonce);

    [[nodiscard]] net::Inside inside() const noexcept { return inside_; }

private:
    struct Known {
        std::shared_ptr<const Document> document;
        Instant document_at;
        std::shared_ptr<const KeyRing> keys;
        Instant keys_at;
    };

    [[nodiscard]] Known known(const std::string& issuer);
    Task<std::string> fetch(net::Request request, std::string_view part);
    Task<std::shared_ptr<const KeyRing>> keys_for(const Document& document, std::string token);
    Task<void> ask_userinfo(const Document& document, Vouched& vouched, Secret access_token);

    const Clock clock_;
    const net::Inside inside_;
    net::Transport transport_;
    std::mutex mutex_;
    std::unordered_map<std::string, Known> known_;
};

}  // namespace parlance::auth::oidc
