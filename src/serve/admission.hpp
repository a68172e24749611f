#pragma once

#include "base/config.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace parlance::serve {

/// Which requests are meant for this server, judged by the names that browsers send. It stops pages
/// of other sites from reaching a server on this machine through a name of theirs (DNS rebinding),
/// and from sending what changes something (cross-site requests).
class Admission {
public:
    explicit Admission(const Config& config);

    /// Throws `Error` (`wrong_host`) when the server listens on loopback only and `host` is neither
    /// a name of this machine's loopback nor the public one.
    void check_host(std::string_view host) const;

    /// Throws `Error` (`wrong_origin`) when a page of another site sends what may change something.
    void check_origin(std::string_view method, std::string_view origin, std::string_view host)
        const;

private:
    bool loopback_only_;
    std::string public_origin_;  ///< scheme and authority of the public URL
    std::string public_host_;
};

/// `example.org` of `example.org:8080`; the brackets of an IPv6 address stay.
[[nodiscard]] std::string_view without_port(std::string_view authority);

}  // namespace parlance::serve
