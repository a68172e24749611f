#include "ask/grade_columns.hpp"

#include <algorithm>
#include <utility>

namespace parlance::ask {

namespace {

/// Choices that are looked at before giving up: columns of equal content multiply them.
constexpr int choices_max = 5'000;

std::vector<std::string> column_of(const Keys& keys, std::size_t column) {
    std::vector<std::string> cells;
    for (const auto& row : keys)
        cells.push_back(row[column]);
    std::ranges::sort(cells);
    return cells;
}

Keys sorted(Keys keys) {
    std::ranges::sort(keys);
    return keys;
}

class Search {
public:
    Search(const Keys& right, std::size_t right_columns, const Keys& mine, std::size_t mine_columns)
        : right_(sorted(right)), mine_(mine), used_(mine_columns, false) {
        std::vector<std::vector<std::string>> contents;
        for (std::size_t at = 0; at < mine_columns; ++at)
            contents.push_back(column_of(mine, at));
        for (std::size_t at = 0; at < right_columns; ++at)
            candidates_.push_back(like(column_of(right, at), contents, at));
    }

    std::optional<ColumnPlaces> result() {
        if (choose()) return std::move(places_);
        return std::nullopt;
    }

private:
    static ColumnPlaces like(
        const std::vector<std::string>& content,
        const std::vector<std::vector<std::string>>& contents,
        std::size_t first
    ) {
        ColumnPlaces found;
        if (first < contents.size() && contents[first] == content) found.push_back(first);
        for (std::size_t at = 0; at < contents.size(); ++at) {
            if (at != first && contents[at] == content) found.push_back(at);
        }
        return found;
    }

    bool choose() {
        if (++choices_ > choices_max) return false;
        if (places_.size() == candidates_.size())
            return sorted(projected(mine_, places_)) == right_;
        for (const std::size_t at : candidates_[places_.size()]) {
            if (used_[at]) continue;
            used_[at] = true;
            places_.push_back(at);
            if (choose()) return true;
            places_.pop_back();
            used_[at] = false;
        }
        return false;
    }

    Keys right_;
    const Keys& mine_;
    std::vector<bool> used_;
    std::vector<ColumnPlaces> candidates_;
    ColumnPlaces places_;
    int choices_ = 0;
};

}  // namespace

std::optional<ColumnPlaces> matched_columns(
    const Keys& right,
    std::size_t right_columns,
    const Keys& mine,
    std::size_t mine_columns
) {
    if (right.size() != mine.size() || right_columns > mine_columns) return std::nullopt;
    return Search(right, right_columns, mine, mine_columns).result();
}

Keys projected(const Keys& keys, const ColumnPlaces& places) {
    Keys made;
    made.reserve(keys.size());
    for (const auto& row : keys) {
        auto& kept = made.emplace_back();
        for (const std::size_t at : places)
            kept.push_back(row[at]);
    }
    return made;
}

}  // namespace parlance::ask
