#include "serve/oauth/place.hpp"

namespace parlance::serve::oauth {

namespace {

/// What may stand in a host and its port: no quote, no slash, no line break.
bool is_authority(std::string_view host) {
    return !host.empty() && std::ranges::all_of(host, [](char each) {
        const bool word = (each >= '0' && each <= '9') || (each >= 'a' && each <= 'z') ||
                          (each >= 'A' && each <= 'Z');
        return word || std::string_view(".-:[]").contains(each);
    });
}

}  // namespace

std::string own_url(const Config& config, const Call& call) {
    if (!config.public_url.empty()) {
        std::string url = config.public_url;
        while (url.ends_with('/'))
            url.pop_back();
        return url;
    }
    const std::string_view host = call.header("Host");
    if (!listens_on_loopback(config) || !is_authority(host)) return {};
    return (config.tls_certificate.empty() ? "http://" : "https://") + std::string(host);
}

std::string bearer_challenge(
    const Config& config,
    const Call& call,
    std::string_view error,
    std::string_view scope
) {
    std::string value = "Bearer ";
    if (!error.empty()) value += fmt::format("error=\"{}\", ", error);
    value += fmt::format("scope=\"{}\"", scope);
    const std::string url = own_url(config, call);
    if (!url.empty())
        value += fmt::format(", resource_metadata=\"{}{}\"", url, resource_metadata_path);
    return value;
}

}  // namespace parlance::serve::oauth
