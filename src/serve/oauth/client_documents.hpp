#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "net/transport.hpp"
#include "store/oauth.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parlance::serve::oauth {

/// Whether the id is the address of a document: https, with a path, and nothing else.
[[nodiscard]] bool is_document_id(std::string_view id);

/// What clients say of themselves at the addresses that are their ids. Only public addresses are
/// met, by https with a certificate that holds, whatever a name resolves to; a document is read up
/// to 64 KiB, must name its own address, and is kept for ten minutes.
class ClientDocuments {
public:
    /// `inside` is for tests: nobody else's documents lie on this machine or in its networks.
    explicit ClientDocuments(
        Clock clock,
        net::TransportOptions transport = {},
        net::Inside inside = {}
    );

    /// The one that is kept; nothing when there is none.
    [[nodiscard]] std::optional<store::OAuthClient> kept(const std::string& id);
    /// Throws `Refusal` when it cannot be had, or is not what it must be.
    Task<store::OAuthClient> fetch(std::string id);

private:
    struct Kept {
        store::OAuthClient client;
        Instant until;
    };
    void keep(const store::OAuthClient& client);

    const Clock clock_;
    const net::Inside inside_;
    net::Transport transport_;
    std::mutex mutex_;
    std::unordered_map<std::string, Kept> kept_;
};

}  // namespace parlance::serve::oauth
