#include "serve/oauth/metadata.hpp"

#include "base/json.hpp"
#include "serve/oauth/place.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace parlance::serve::oauth {

namespace {

namespace bj = boost::json;

std::string text_of(const bj::object& document) {
    std::string text;
    json::write(text, document);
    return text;
}

}  // namespace

std::string server_metadata(const std::string& own_url) {
    const bj::array no_secret{"none"};
    return text_of({
        {"issuer", own_url},
        {"authorization_endpoint", own_url + "/oauth/authorize"},
        {"token_endpoint", own_url + "/oauth/token"},
        {"revocation_endpoint", own_url + "/oauth/revoke"},
        {"registration_endpoint", own_url + "/oauth/register"},
        {"jwks_uri", own_url + "/.well-known/jwks.json"},
        {"scopes_supported", bj::array{"parlance:read", "parlance:write"}},
        {"response_types_supported", bj::array{"code"}},
        {"response_modes_supported", bj::array{"query"}},
        {"grant_types_supported", bj::array{"authorization_code", "refresh_token"}},
        {"code_challenge_methods_supported", bj::array{"S256"}},
        {"token_endpoint_auth_methods_supported", no_secret},
        {"revocation_endpoint_auth_methods_supported", no_secret},
        {"authorization_response_iss_parameter_supported", true},
        {"client_id_metadata_document_supported", true},
    });
}

std::string resource_metadata(const std::string& own_url) {
    return text_of({
        {"resource", own_url + std::string(mcp_path)},
        {"resource_name", "Parlance"},
        {"authorization_servers", bj::array{own_url}},
        // Clients ask for all that stands here; the tools of MCP need no more.
        {"scopes_supported", bj::array{"parlance:read"}},
        {"bearer_methods_supported", bj::array{"header"}},
    });
}

}  // namespace parlance::serve::oauth
