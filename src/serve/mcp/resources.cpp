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
    std::string_view description;  ///< `{}` stands for the source
    std::string_view type;
};

constexpr std::string_view scheme = "parlance://";
constexpr std::string_view of_source = "source/";

constexpr std::array fixed{
    Listed{
        What::overview,
        "parlance://schema/overview",
        "overview",
        "Overview of the source",
        "How much there is in {}, and its tables that matter most.",
        "text/markdown"
    },
    Listed{
        What::joins,
        "parlance://schema/joins",
        "joins",
        "Joins of the source",
        "Which columns of {} point at which.",
        "text/plain"
    },
    Listed{
        What::policy,
        "parlance://policy",
        "policy",
        "What you may see",
        "Limits, masked columns and tables with hidden rows of {}.",
        "application/json"
    },
    Listed{
        What::changes,
        "parlance://changes",
        "changes",
        "Changes of the schema",
        "What of the schema of {} changed of late.",
        "application/json"
    },
};

constexpr std::array patterns{
    Listed{
        What::table,
        "parlance://schema/{schema}/{table}",
        "table",
        "A table",
        "Columns, keys, comments and joins of a table of {}.",
        "application/json"
    },
    Listed{
        What::profile,
        "parlance://profile/{schema}/{table}",
        "profile",
        "Values of a table",
        "How the values of a table of {} are spread: nulls, distinct, range, most frequent, bars.",
        "application/json"
    },
    Listed{
        What::sample,
        "parlance://sample/{schema}/{table}",
        "sample",
        "Rows of a table",
        "Some rows of a table of {}, as you may see them.",
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
        {"description", fmt::format(fmt::runtime(each.description), "the default source")},
        {"mimeType", each.type},
    };
}

/// The same of a source that is named by its id.
bj::object told_of_source(const Listed& each) {
    bj::object made = told(each, "uriTemplate");
    const std::string_view rest = each.uri.substr(scheme.size());
    made["uriTemplate"] = fmt::format("{}{}{{source}}/{}", scheme, of_source, rest);
    made["name"] = fmt::format("source_{}", each.name);
    made["description"] =
        fmt::format(fmt::runtime(each.description), "the source with that id (list_sources)");
    return made;
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

/// Of what follows the scheme, or the source.
std::optional<Address> address_within(std::string_view rest) {
    for (const Listed& each : fixed) {
        if (rest == each.uri.substr(scheme.size())) return Address{each.what};
    }
    if (rest.starts_with("schema/")) return pair(What::table, rest.substr(7));
    if (rest.starts_with("profile/")) return pair(What::profile, rest.substr(8));
    if (rest.starts_with("sample/")) return pair(What::sample, rest.substr(7));
    if (rest.starts_with("result/") && rest.size() > 7)
        return Address{What::result, decoded(rest.substr(7)), {}};
    return std::nullopt;
}

}  // namespace

bj::array resources_listed() {
    bj::array all;
    for (const Listed& each : fixed)
        all.push_back(told(each, "uri"));
    return all;
}

bj::array templates_listed(bool several_sources) {
    bj::array all;
    for (const Listed& each : patterns)
        all.push_back(told(each, "uriTemplate"));
    if (!several_sources) return all;
    for (const Listed& each : fixed)
        all.push_back(told_of_source(each));
    for (const Listed& each : patterns) {
        if (each.what != What::result) all.push_back(told_of_source(each));
    }
    return all;
}

std::optional<Address> address_of(std::string_view uri) {
    if (!uri.starts_with(scheme)) return std::nullopt;
    std::string_view rest = uri.substr(scheme.size());
    if (!rest.starts_with(of_source)) return address_within(rest);
    rest.remove_prefix(of_source.size());
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    std::string source = decoded(rest.substr(0, slash));
    auto made = address_within(rest.substr(std::min(slash + 1, rest.size())));
    // A result knows its source itself.
    if (source.empty() || !made || made->what == What::result) return std::nullopt;
    made->source = std::move(source);
    return made;
}

}  // namespace parlance::serve::mcp
