#include "engine/join_tree.hpp"

#include "engine/order.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>
#include <unordered_map>

namespace parlance::engine {
namespace {

constexpr double hops_cost_max = 9;

double cost_of(const Key& key) {
    return 1.0 + (key.inferred ? 0.3 : 0.0) + (key.nullable ? 0.1 : 0.0);
}

/// Ways from any table of a tree to one that is not in it yet (Dijkstra).
class Growth {
public:
    Growth(const JoinTree& tree, const Model& model, std::span<const std::int32_t> prefer)
        : model_(model), prefer_(prefer) {
        reach(tree.root, 0, {});
        for (const JoinTree::Step& step : tree.steps)
            reach(step.table, 0, {});
    }

    /// The cheapest way to `goal`, from the tree outwards.
    std::optional<std::vector<JoinTree::Step>> way_to(TableId goal, double& cost) {
        while (!open_.empty()) {
            const auto [spent, here] = open_.top();
            open_.pop();
            if (spent > best_[here].cost + 1e-9) continue;
            if (here == goal) break;
            for (const std::int32_t at : model_.keys_at(here))
                follow(here, at, spent);
        }
        const auto found = best_.find(goal);
        if (found == best_.end()) return std::nullopt;
        cost += found->second.cost;
        return walked_back(goal);
    }

private:
    struct Reached {
        double cost = std::numeric_limits<double>::max();
        JoinTree::Step step;
    };

    void reach(TableId table, double cost, JoinTree::Step step) {
        Reached& known = best_[table];
        if (cost + 1e-9 >= known.cost || cost > hops_cost_max) return;
        known = {cost, step};
        open_.emplace(cost, table);
    }

    void follow(TableId here, std::int32_t at, double spent) {
        const Key& key = model_.key(at);
        if (key.from == key.to) return;
        const bool fans_out = key.to == here;
        const TableId next = fans_out ? key.from : key.to;
        // Two facts that share a lookup have little to do with each other.
        const JoinTree::Step& arrived = best_[here].step;
        const bool through_lookup = fans_out && arrived.table == here && !arrived.fans_out;
        const bool preferred = std::ranges::find(prefer_, at) != prefer_.end();
        const bool odd = model_.parallels(at).size() > 1 && !model_.plainly_named(key);
        const double cost = spent + cost_of(key) + (through_lookup ? 0.6 : 0.0) +
                            (odd ? 0.05 : 0.0) - (preferred ? 0.4 : 0.0);
        reach(next, cost, {.table = next, .from = here, .key = at, .fans_out = fans_out});
    }

    std::vector<JoinTree::Step> walked_back(TableId goal) {
        std::vector<JoinTree::Step> steps;
        for (TableId at = goal; best_[at].step.table == at; at = best_[at].step.from) {
            steps.push_back(best_[at].step);
        }
        std::ranges::reverse(steps);
        return steps;
    }

    const Model& model_;
    std::span<const std::int32_t> prefer_;
    std::unordered_map<TableId, Reached> best_;
    std::priority_queue<
        std::pair<double, TableId>,
        std::vector<std::pair<double, TableId>>,
        std::greater<>>
        open_;
};

}  // namespace

bool JoinTree::has(TableId table) const {
    return table == root ||
           std::ranges::any_of(steps, [&](const Step& step) { return step.table == table; });
}

bool JoinTree::fanned_out(TableId table) const {
    for (TableId at = table; at != root;) {
        const auto step = std::ranges::find(steps, at, &Step::table);
        if (step == steps.end()) return false;
        if (step->fans_out) return true;
        at = step->from;
    }
    return false;
}

bool JoinTree::doubles(TableId table, const Model& model) const {
    // Walk away from `table`: any key met from its pointed-at side multiplies the rows.
    std::vector<TableId> open{table};
    std::vector<TableId> seen{table};
    while (!open.empty()) {
        const TableId here = open.back();
        open.pop_back();
        for (const Step& step : steps) {
            if (step.table != here && step.from != here) continue;
            const TableId next = step.table == here ? step.from : step.table;
            if (std::ranges::find(seen, next) != seen.end()) continue;
            if (model.key(step.key).to == here) return true;
            seen.push_back(next);
            open.push_back(next);
        }
    }
    return false;
}

std::optional<JoinTree> join_tree(
    std::span<const TableId> tables,
    std::span<const TableId> later,
    const Model& model,
    std::span<const std::int32_t> prefer
) {
    JoinTree tree;
    if (tables.empty()) return tree;
    tree.root = tables.front();
    const auto near = [&](TableId id) { return model.distance(tree.root, id); };
    std::vector<TableId> order(tables.begin() + 1, tables.end());
    sort_by(order, near);
    std::vector<TableId> last(later.begin(), later.end());
    sort_by(last, near);
    order.insert(order.end(), last.begin(), last.end());
    for (const TableId table : order) {
        if (tree.has(table)) continue;
        auto way = Growth(tree, model, prefer).way_to(table, tree.cost);
        if (!way) return std::nullopt;
        tree.steps.insert(tree.steps.end(), way->begin(), way->end());
    }
    return tree;
}

}  // namespace parlance::engine
