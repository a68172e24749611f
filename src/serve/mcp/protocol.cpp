#include "serve/mcp/protocol.hpp"

#include "base/json.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace parlance::serve::mcp {

namespace {

constexpr std::array<std::string_view, 8>
    levels{"debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"};

/// Adds members to the text of an object.
void extend(std::string& object, std::string_view members) {
    object.pop_back();
    if (object.size() > 1) object += ',';
    object += members;
    object += '}';
}

}  // namespace

bool is_modern(std::string_view version) noexcept {
    return std::ranges::find(modern_versions, version) != modern_versions.end();
}

bool is_legacy(std::string_view version) noexcept {
    return std::ranges::find(legacy_versions, version) != legacy_versions.end();
}

boost::json::array supported_versions() {
    boost::json::array all;
    for (const std::string_view each : modern_versions)
        all.emplace_back(each);
    for (const std::string_view each : legacy_versions)
        all.emplace_back(each);
    return all;
}

const std::string& server_info() {
    static const std::string text =
        R"({"name":"parlance","title":"Parlance","version":")" PARLANCE_VERSION R"("})";
    return text;
}

std::optional<int> severity_of(std::string_view level) noexcept {
    const auto found = std::ranges::find(levels, level);
    if (found == levels.end()) return std::nullopt;
    return static_cast<int>(found - levels.begin());
}

std::string response(Era era, std::string_view id, const Result& result) {
    std::string body = result.text;
    if (era == Era::modern) {
        std::string more = fmt::format(R"("resultType":"{}")", result.type);
        if (result.ttl_ms)
            more += fmt::format(
                R"(,"ttlMs":{},"cacheScope":"{}")",
                *result.ttl_ms,
                result.for_everybody ? "public" : "private"
            );
        more += fmt::format(R"(,"_meta":{{"{}":{})", meta::server_info, server_info());
        if (!result.meta.empty()) more += "," + result.meta;
        more += '}';
        extend(body, more);
    }
    return fmt::format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", id, body);
}

std::string error_response(std::string_view id, const RpcError& error) {
    boost::json::object about{{"code", error.number}, {"message", error.message}};
    if (error.data) about["data"] = *error.data;
    std::string text = R"({"jsonrpc":"2.0",)";
    if (!id.empty()) text += fmt::format(R"("id":{},)", id);
    return text + R"("error":)" + to_text(std::move(about)) + "}";
}

std::string notification(std::string_view method, std::string_view params) {
    return fmt::format(R"({{"jsonrpc":"2.0","method":"{}","params":{}}})", method, params);
}

std::string to_text(const boost::json::value& value) {
    std::string text;
    json::write(text, value);
    return text;
}

}  // namespace parlance::serve::mcp
