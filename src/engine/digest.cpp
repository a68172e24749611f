#include "engine/digest.hpp"

#include "engine/model.hpp"
#include "engine/recall_index.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace parlance::engine {
namespace {

/// Shared keys as a share of all keys (Jaccard).
double likeness(const std::set<std::string>& left, const std::vector<std::string>& right) {
    const std::set<std::string> other(right.begin(), right.end());
    const auto shared =
        std::ranges::count_if(other, [&](const auto& each) { return left.contains(each); });
    const auto all = left.size() + other.size() - static_cast<std::size_t>(shared);
    return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}

struct Scored {
    const VerifiedQuestion* verified = nullptr;
    double score = 0;
};

}  // namespace

std::vector<std::string> sample_values(
    const SchemaPack& pack,
    std::string_view schema,
    std::string_view table,
    std::string_view column,
    std::size_t most
) {
    const auto& model = dynamic_cast<const Model&>(pack);
    const TableId id = model.table_named(schema, table);
    if (id == nothing) return {};
    for (const ColumnId each : model.table(id).columns) {
        const ColumnModel& known = model.column(each);
        if (known.name != column) continue;
        const std::size_t count = std::min(most, known.values.size());
        return {known.values.begin(), known.values.begin() + static_cast<std::ptrdiff_t>(count)};
    }
    return {};
}

std::vector<VerifiedQuestion>
verified_like(const std::string& question, const SchemaPack& pack, std::size_t most) {
    const auto& model = dynamic_cast<const Model&>(pack);
    const Normalised asked = normalised(question, model);
    const std::set<std::string> keys(asked.keys.begin(), asked.keys.end());
    std::vector<Scored> found;
    model.recall_index().for_each([&](const RecallIndex::Entry& entry) {
        const double score = likeness(keys, entry.normalised.keys);
        if (score > 0) found.push_back({entry.verified, score});
    });
    std::ranges::sort(found, {}, [](const Scored& each) {
        return std::tuple(-each.score, std::string_view(each.verified->question));
    });
    std::vector<VerifiedQuestion> alike;
    for (const Scored& each : found) {
        if (alike.size() == most) break;
        alike.push_back(*each.verified);
    }
    return alike;
}

}  // namespace parlance::engine
