#include "catalog/table_pick.hpp"

#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace parlance::catalog {

namespace {

constexpr std::size_t pattern_bytes_max = 512;

char lower(char each) {
    return each >= 'A' && each <= 'Z' ? static_cast<char>(each | 0x20) : each;
}

/// Goes back to the last star only, so that no pattern takes long.
bool matches(std::string_view pattern, std::string_view text) {
    std::size_t at = 0;
    std::size_t in = 0;
    std::size_t star = pattern.npos;
    std::size_t retry = 0;
    while (in < text.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            retry = in;
        } else if (at < pattern.size() &&
                   (pattern[at] == '?' || lower(pattern[at]) == lower(text[in]))) {
            ++at;
            ++in;
        } else if (star != pattern.npos) {
            at = star + 1;
            in = ++retry;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', at) == pattern.npos;
}

bool wanted(const SourceSettings& settings, std::string_view schema, std::string_view name) {
    const auto meant = [&](const std::string& pattern) { return means(pattern, schema, name); };
    const bool in = settings.include.empty() || std::ranges::any_of(settings.include, meant);
    return in && std::ranges::none_of(settings.exclude, meant);
}

bool is_view(const Table& table) {
    return table.kind == TableKind::view || table.kind == TableKind::materialized_view;
}

/// Decides for whole families: an heir that stayed away alone would take its rule with it, while
/// its rows still come out of its parent.
class Picking {
public:
    Picking(const Schema& schema, const SourceSettings& settings) : settings_(settings) {
        for (const Table& table : schema.tables)
            tables_.emplace(TableName{table.schema, table.name}, &table);
    }

    bool takes(const Table& table) {
        const TableName name{table.schema, table.name};
        if (const auto known = known_.find(name); known != known_.end()) return known->second;
        known_.emplace(name, false);  // should a table be its own ancestor
        return known_[name] = decide(table);
    }

private:
    bool decide(const Table& table) {
        std::vector<const Table*> parents;
        if (!is_view(table) && table.based_on) {
            for (const TableName& parent : *table.based_on) {
                const auto found = tables_.find(parent);
                if (found != tables_.end()) parents.push_back(found->second);
            }
        }
        if (parents.empty()) return wanted(settings_, table.schema, table.name);
        return std::ranges::any_of(parents, [&](const Table* parent) { return takes(*parent); });
    }

    const SourceSettings& settings_;
    std::map<TableName, const Table*> tables_;
    std::map<TableName, bool> known_;
};

}  // namespace

bool means(std::string_view pattern, std::string_view schema, std::string_view name) {
    if (pattern.find('.') == pattern.npos) return matches(pattern, name);
    return matches(pattern, fmt::format("{}.{}", schema, name));
}

std::vector<PickedTable> tables_of(Schema whole, const SourceSettings& settings) {
    Picking picking(whole, settings);
    std::vector<PickedTable> all;
    for (const Table& table : whole.tables)
        all.push_back({table.schema, table.name, table.kind, picking.takes(table)});
    return all;
}

Schema picked(Schema whole, const SourceSettings& settings) {
    if (settings.include.empty() && settings.exclude.empty()) return whole;
    std::set<TableName> gone;
    Picking picking(whole, settings);
    for (const Table& table : whole.tables)
        if (!picking.takes(table)) gone.insert({table.schema, table.name});
    std::erase_if(whole.tables, [&](const Table& table) {
        return gone.contains({table.schema, table.name});
    });
    for (Table& table : whole.tables)
        std::erase_if(table.foreign_keys, [&](const ForeignKey& key) {
            return gone.contains({key.target_schema, key.target_table});
        });
    return whole;
}

void check_patterns(const SourceSettings& settings) {
    std::vector<Fault> faults;
    const auto check = [&](const std::vector<std::string>& patterns, std::string_view member) {
        for (std::size_t at = 0; at < patterns.size(); ++at) {
            if (patterns[at].empty() || patterns[at].size() > pattern_bytes_max)
                faults.push_back(
                    {fmt::format("/{}/{}", member, at), "must have between 1 and 512 characters"}
                );
        }
    };
    check(settings.include, "include");
    check(settings.exclude, "exclude");
    json::check(std::move(faults));
}

}  // namespace parlance::catalog
