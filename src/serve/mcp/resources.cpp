#include "serve/mcp/resources.hpp"

#include "base/error.hpp"
#include "serve/query_string.hpp"

#include <array>

namespace parlance::serve::mcp {

namespace {

namespace bj = boost::json;
using What = Address::What;

struct Listed {
    What what;
    std::string_view uri;
    std::string_view name;
    std::string_view title;
    std::string_view description;
    std::string_view type;
};

constexpr std::string_view scheme = "parlance://";

constexpr std::array fixed{
    Listed{
        What::overview,
        "parlance://schema/overview",
        "overview",
        "Overview of the source",
        "How much there is, and the tables that matter most.",
        "text/markdown"
    },
    Listed{
        What::joins,
        "parlance://schema/joins",
        "joins",
        "Joins of the source",
        "Which columns point at which.",
        "text/plain"
    },
    Listed{
        What::policy,
        "parlance://policy",
        "policy",
        "What you may see",
        "Limits, masked columns and tables with hidden rows.",
        "application/json"
    },
};

constexpr std::array patterns{
    Listed{
        What::table,
        "parlance://schema/{schema}/{table}",
        "table",
        "A table",
        "Columns, keys, comments and joins of a table.",
        "application/json"
    },
    Listed{
        What::sample,
        "parlance://sample/{schema}/{table}",
        "sample",
        "Rows of a table",
        "Some rows, as you may see them.",
        "application/json"
    },
    Listed{
        What::result,
        "parlance://result/{result_id}",
        "result",
        "A page of a result",
        "The rows that follow those of a truncated result.",
        "application/json"
    },
};

bj::object told(const Listed& each, std::string_view address) {
    return bj::object{
        {address, each.uri},
        {"name", each.name},
        {"title", each.title},
        {"description", each.description},
        {"mimeType", each.type},
    };
}

std::string decoded(std::string_view part) {
    try {
        return percent_decoded(part, Plus::stays);
    } catch (const Error&) {
        return {};
    }
}

std::optional<Address> pair(What what, std::string_view rest) {
    const std::size_t slash = rest.find('/');
    if (slash == rest.npos) return std::nullopt;
    Address made{what, decoded(rest.substr(0, slash)), decoded(rest.substr(slash + 1))};
    if (made.first.empty() || made.second.empty()) return std::nullopt;
    return made;
}

}  // namespace

bj::array resources_listed() {
    bj::array all;
    for (const Listed& each : fixed)
        all.push_back(told(each, "uri"));
    return all;
}

bj::array templates_listed() {
    bj::array all;
    for (const Listed& each : patterns)
        all.push_back(told(each, "uriTemplate"));
    return all;
}

std::optional<Address> address_of(std::string_view uri) {
    for (const Listed& each : fixed) {
        if (uri == each.uri) return Address{each.what, {}, {}};
    }
    if (!uri.starts_with(scheme)) return std::nullopt;
    const std::string_view rest = uri.substr(scheme.size());
    if (rest.starts_with("schema/")) return pair(What::table, rest.substr(7));
    if (rest.starts_with("sample/")) return pair(What::sample, rest.substr(7));
    if (rest.starts_with("result/") && rest.size() > 7)
        return Address{What::result, decoded(rest.substr(7)), {}};
    return std::nullopt;
}

}  // namespace parlance::serve::mcp
