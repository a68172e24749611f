#include "serve/mcp/headers.hpp"

#include "base/crypto.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace parlance::serve::mcp {

namespace {

constexpr int bad_request = 400;

RpcError mismatch(std::string_view what) {
    return {code::header_mismatch, "Header mismatch: " + std::string(what) + ".", bad_request};
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

char lower(char each) {
    return each >= 'A' && each <= 'Z' ? static_cast<char>(each + 32) : each;
}

bool same(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, {}, lower, lower);
}

/// RFC 4648 §4 with its padding, and nothing else.
std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::string url(text);
    std::size_t padding = 0;
    for (; padding < 2 && url.ends_with('='); ++padding)
        url.pop_back();
    if (url.find_first_of("-_=") != url.npos) return std::nullopt;
    std::ranges::replace(url, '+', '-');
    std::ranges::replace(url, '/', '_');
    return from_base64url(url);
}

/// `=?base64?…?=` stands for what a header cannot hold.
std::string decoded(std::string_view header) {
    constexpr std::string_view begin = "=?base64?";
    constexpr std::string_view end = "?=";
    const bool encoded = header.size() >= begin.size() + end.size() && header.starts_with(begin) &&
                         header.ends_with(end);
    if (!encoded) return std::string(header);
    header.remove_prefix(begin.size());
    header.remove_suffix(end.size());
    const auto text = from_base64(header);
    if (!text) throw mismatch("the Base64 is broken");
    return *text;
}

/// The member of the params that `Mcp-Name` repeats.
std::string_view named_by(std::string_view method) {
    if (method == "tools/call" || method == "prompts/get") return "name";
    return method == "resources/read" ? "uri" : "";
}

void check_name(const Message& message, const HeaderOf& header) {
    const std::string_view name = named_by(message.method);
    const boost::json::string* wanted = name.empty() ? nullptr : message.param_text(name);
    if (wanted == nullptr) return;
    if (decoded(trimmed(header("Mcp-Name"))) != std::string_view(*wanted))
        throw mismatch("Mcp-Name differs from the body");
}

bool lists(std::string_view header, std::string_view type) {
    while (!header.empty()) {
        std::string_view item = header.substr(0, header.find(','));
        header.remove_prefix(std::min(header.size(), item.size() + 1));
        item = trimmed(item.substr(0, item.find(';')));
        if (item == "*/*" || same(item, type)) return true;
    }
    return false;
}

}  // namespace

void check_headers(const Message& message, const HeaderOf& header) {
    const std::string_view version = trimmed(header("MCP-Protocol-Version"));
    if (version.empty()) throw mismatch("MCP-Protocol-Version is missing");
    const boost::json::value* claimed = member(message.meta, meta::version);
    if (claimed != nullptr && message.meta_text(meta::version) != version)
        throw mismatch("MCP-Protocol-Version differs from the body");
    if (trimmed(header("Mcp-Method")) != message.method)
        throw mismatch("Mcp-Method differs from the body");
    check_name(message, header);
}

std::optional<int> log_level_of(const Message& message) {
    const boost::json::value* level = member(message.meta, meta::log_level);
    if (level == nullptr) return std::nullopt;
    const auto severity = level->is_string() ? severity_of(level->get_string()) : std::nullopt;
    if (!severity) throw RpcError(code::invalid_params, "There is no such log level.");
    return severity;
}

bool is_json(std::string_view content_type) {
    return same(trimmed(content_type.substr(0, content_type.find(';'))), "application/json");
}

bool accepts_both(std::string_view accept) {
    return lists(accept, "application/json") && lists(accept, "text/event-stream");
}

}  // namespace parlance::serve::mcp
