#include "ask/ballot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace parlance::ask {

namespace {

/// How often a model's candidates hold the right one, if nothing else is known of it.
constexpr double model_trust = 0.8;
/// One that had to be mended is less sure.
constexpr double repaired_trust = 0.65;
/// How much of the other side's belief a contradiction takes away.
constexpr double contradiction = 0.5;

/// Votes for one content.
struct Group {
    std::vector<std::size_t> votes;
    double engine = 0;  ///< the surest reading of the engine
    double model = 0;   ///< the share of the model's weight, times the trust in it
    double belief = 0;
};

/// The first candidate of a reply is far more often right than those behind it.
double weight_of(const Vote& vote) {
    return 1.0 / static_cast<double>((vote.rank + 1) * (vote.rank + 1));
}

double trust_in(const Vote& vote) {
    return vote.repaired ? repaired_trust : model_trust;
}

class Count {
public:
    explicit Count(std::span<const Vote> votes) : votes_(votes) {
        for (const Vote& vote : votes)
            all_weight_ += vote.by_model ? weight_of(vote) : 0;
        for (std::size_t place = 0; place < votes.size(); ++place)
            add(place);
        for (auto& [content, group] : groups_)
            believe(content, group);
    }

    Decision result() {
        Decision decision;
        decision.beliefs.resize(votes_.size());
        for (const auto& [content, group] : groups_)
            for (const std::size_t place : group.votes)
                decision.beliefs[place] = group.belief;
        std::vector<const Group*> order;
        for (const auto& [content, group] : groups_)
            order.push_back(&group);
        std::ranges::sort(order, {}, [](const Group* each) {
            return std::pair(-each->belief, each->votes.front());
        });
        if (order.empty()) {
            decision.because = "no candidate could be run";
            return decision;
        }
        decision.winner = speaker(*order.front());
        for (std::size_t at = 1; at < order.size(); ++at)
            decision.others.push_back(speaker(*order[at]));
        decision.because = reason(*order.front());
        return decision;
    }

private:
    void add(std::size_t place) {
        const Vote& vote = votes_[place];
        if (vote.content.empty()) return;
        Group& group = groups_[vote.content];
        group.votes.push_back(place);
        if (vote.by_model) {
            group.model += trust_in(vote) * weight_of(vote) / all_weight_;
        } else {
            group.engine = std::max(group.engine, vote.confidence);
        }
    }

    /// Both sides are taken as independent of each other.
    void believe(const std::string& content, Group& group) const {
        double engine_against = 0;
        double model_against = 0;
        for (const auto& [other, rival] : groups_) {
            if (other == content) continue;
            engine_against = std::max(engine_against, rival.engine);
            model_against = std::max(model_against, rival.model);
        }
        const double both = 1 - (1 - group.engine) * (1 - group.model);
        const double against =
            std::max(group.engine > 0 ? 0 : engine_against, group.model > 0 ? 0 : model_against);
        // To four digits: nobody can tell more, and the vote must not hang on rounding.
        group.belief = std::round(both * (1 - contradiction * against) * 1e4) / 1e4;
    }

    /// The one that stands for its group: the model's best, for it tells its reasons; else the
    /// engine's.
    [[nodiscard]] std::size_t speaker(const Group& group) const {
        return *std::ranges::min_element(group.votes, {}, [&](std::size_t place) {
            return std::tuple(votes_[place].by_model ? 0 : 1, votes_[place].rank, place);
        });
    }

    [[nodiscard]] std::string reason(const Group& best) const {
        const auto tried = votes_.size();
        const auto ran = static_cast<std::size_t>(
            std::ranges::count_if(votes_, [](const Vote& each) { return !each.content.empty(); })
        );
        std::string said = fmt::format("{} of {} candidates ran", ran, tried);
        said += groups_.size() == 1
                    ? (ran == 1 ? "" : ", all with the same rows")
                    : fmt::format(", {} of them with these rows", best.votes.size());
        if (best.engine > 0 && best.model > 0) said += "; engine and model agree";
        if (best.engine == 0 && any(&Group::engine)) said += "; the engine reads it otherwise";
        if (best.model == 0 && any(&Group::model)) said += "; the model reads it otherwise";
        return said;
    }

    [[nodiscard]] bool any(double Group::* side) const {
        return std::ranges::any_of(groups_, [&](const auto& each) {
            return each.second.*side > 0;
        });
    }

    std::span<const Vote> votes_;
    double all_weight_ = 0;
    std::map<std::string, Group> groups_;
};

}  // namespace

Decision decide(std::span<const Vote> votes) {
    return Count(votes).result();
}

}  // namespace parlance::ask
