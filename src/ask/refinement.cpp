#include "ask/refinement.hpp"

#include "base/error.hpp"
#include "sql/parse.hpp"

#include <algorithm>

namespace parlance::ask {
namespace {

/// More lines than that are shown as taken away and new, without a search for what they share.
constexpr std::size_t lines_max = 400;

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// For each pair of ends: how many lines what follows them shares.
std::vector<std::vector<std::size_t>>
shared(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    std::vector<std::vector<std::size_t>> count(
        before.size() + 1, std::vector<std::size_t>(after.size() + 1, 0)
    );
    for (std::size_t i = before.size(); i-- > 0;) {
        for (std::size_t k = after.size(); k-- > 0;) {
            count[i][k] = before[i] == after[k] ? count[i + 1][k + 1] + 1
                                                : std::max(count[i + 1][k], count[i][k + 1]);
        }
    }
    return count;
}

}  // namespace

std::vector<DiffLine> diff_of(std::string_view before, std::string_view after) {
    const std::vector<std::string> old = lines_of(before);
    const std::vector<std::string> fresh = lines_of(after);
    std::vector<DiffLine> diff;
    const bool small = old.size() <= lines_max && fresh.size() <= lines_max;
    const auto count = small ? shared(old, fresh) : std::vector<std::vector<std::size_t>>{};
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < old.size() || k < fresh.size()) {
        const bool both = i < old.size() && k < fresh.size();
        if (small && both && old[i] == fresh[k]) {
            diff.push_back({Side::same, old[i++]});
            ++k;
        } else if (i < old.size() && (!both || !small || count[i + 1][k] >= count[i][k + 1])) {
            diff.push_back({Side::removed, old[i++]});
        } else {
            diff.push_back({Side::added, fresh[k++]});
        }
    }
    return diff;
}

const std::optional<std::string>& refinable(const store::HistoryEntry& entry) {
    return entry.kind == "sql" ? entry.sql : entry.portable_sql;
}

std::vector<engine::Turn>
turns_of(std::span<const store::HistoryEntry> entries, std::string_view connection_id) {
    std::vector<engine::Turn> turns;
    for (const store::HistoryEntry& entry : entries) {
        const std::optional<std::string>& text = refinable(entry);
        if (entry.connection_id != connection_id || entry.outcome != "answered" || !text) continue;
        try {
            turns.push_back({entry.question.value_or(""), sql::parse(*text)});
        } catch (const Error&) {
            continue;
        }
    }
    return turns;
}

}  // namespace parlance::ask
