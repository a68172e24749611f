#include "catalog/dbt_files.hpp"

#include <boost/json/array.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ranges>

namespace parlance::catalog {

namespace {

namespace json = boost::json;

constexpr auto part_names = std::to_array<std::string_view>(
    {"models", "sources", "seeds", "snapshots", "semantic_models", "metrics"}
);

}  // namespace

DbtFiles::DbtFiles(std::vector<json::value> documents) {
    // A line of dashes at the end of a file begins another document, in which nothing is.
    std::erase_if(documents, [](const json::value& each) { return each.is_null(); });
    several_ = documents.size() > 1;
    for (std::size_t at = 0; at < documents.size(); ++at)
        if (!take(documents[at], at)) strange_.push_back(at);
}

bool DbtFiles::take(json::value& document, std::size_t at) {
    json::object* file = document.if_object();
    if (file == nullptr) return false;
    bool taken = false;
    for (const std::string_view name : part_names) {
        json::value* list = file->if_contains(name);
        if (list == nullptr || !list->is_array() || list->get_array().empty()) continue;
        json::value& into = whole_[name];
        if (into.is_null()) into = json::array();
        parts_[std::string(name)].push_back({into.get_array().size(), at});
        for (json::value& each : list->get_array())
            into.get_array().push_back(std::move(each));
        taken = true;
    }
    return taken;
}

std::string DbtFiles::placed(const std::string& pointer) const {
    const std::size_t slash = pointer.find('/', 1);
    if (!several_ || slash == pointer.npos) return pointer;
    const auto list = parts_.find(std::string_view(pointer).substr(1, slash - 1));
    std::size_t entry = 0;
    const char* const end = pointer.data() + pointer.size();
    const auto read = std::from_chars(pointer.data() + slash + 1, end, entry);
    if (list == parts_.end() || read.ec != std::errc()) return pointer;
    const auto holds = [&](const Part& each) { return each.begin <= entry; };
    const auto part = std::ranges::find_if(list->second | std::views::reverse, holds);
    return fmt::format(
        "/{}/{}/{}{}",
        part->document,
        list->first,
        entry - part->begin,
        std::string_view(read.ptr, end)
    );
}

}  // namespace parlance::catalog
