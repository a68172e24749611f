#include "engine/ranking.hpp"

#include "base/error.hpp"
#include "engine/data.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

namespace parlance::engine {
namespace {

constexpr std::string_view hand_weights = R"(rank choice 1
rank draft 1
rank join_cost -0.06
rank assumptions -0.1
sure bias 2.6
sure assumptions -0.6
sure join_cost -0.3
sure inferred_keys -0.5
sure double_counts -1.5
sure unexplained -1.5
sure weakest_link 1
margin 1
tie 0.02
)";

/// One sign a bucket, by its place here: the middle one is none, each step from it one unit of the
/// scale. Without vowels and some more, so that no words come about.
constexpr std::string_view weight_signs = "0123456789BCDFGHJKLMNPQRSVWYZbcdfghjklmnpqrsvwyz";

std::int8_t weight_of(char sign) {
    const std::size_t place = weight_signs.find(sign);
    if (place == std::string_view::npos)
        throw Error(Failure::invalid, "ranking", "The weights hold something that is no sign.");
    return static_cast<std::int8_t>(
        static_cast<int>(place) - static_cast<int>(weight_signs.size() / 2)
    );
}

double number(std::string_view text) {
    double value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size())
        throw Error(Failure::invalid, "ranking", "The weights hold something that is no number.");
    return value;
}

}  // namespace

const Ranking& Ranking::builtin() {
    static const Ranking ranking = trimmed(data::ranking).empty() ? by_hand() : read(data::ranking);
    return ranking;
}

Ranking Ranking::by_hand() {
    return read(hand_weights);
}

Ranking Ranking::read(std::string_view text) {
    Ranking made;
    made.rank_.dense.resize(signal_names().size());
    made.sure_.dense.resize(signal_names().size());
    for (const std::string_view line : split(text, '\n')) {
        if (!line.empty() && line.front() != '#') made.read_line(line);
    }
    return made;
}

void Ranking::read_line(std::string_view line) {
    const std::vector<std::string_view> parts = split(line, ' ');
    const auto wanted = [&](std::size_t count) {
        if (parts.size() != count)
            throw Error(Failure::invalid, "ranking", "A line of the weights is cut short.");
    };
    const std::string_view what = parts.front();
    Weights& weights = what.starts_with("sure") ? sure_ : rank_;
    if (what == "rank" || what == "sure") {
        wanted(3);
        const auto& names = signal_names();
        const auto at = std::ranges::find(names, parts[1]);
        if (at != names.end())
            weights.dense[static_cast<std::size_t>(at - names.begin())] =
                static_cast<float>(number(parts[2]));
    } else if (what.ends_with("_scale")) {
        wanted(2);
        weights.scale = number(parts[1]);
    } else if (what.ends_with("_buckets")) {
        wanted(2);
        std::ranges::transform(parts[1], std::back_inserter(weights.sparse), weight_of);
    } else if (what == "curve") {
        wanted(3);
        curve_.emplace_back(number(parts[1]), number(parts[2]));
    } else if (what == "margin" || what == "tie") {
        wanted(2);
        (what == "tie" ? tie_ : margin_) = number(parts[1]);
    }
}

double Ranking::Weights::sum(const Signals& signals) const {
    double total = 0;
    for (std::size_t i = 0; i < dense.size(); ++i)
        total += static_cast<double>(dense[i]) * static_cast<double>(signals.dense[i]);
    double fine = 0;
    for (const std::uint32_t bucket : signals.sparse)
        fine += bucket < sparse.size() ? sparse[bucket] : 0;
    return total + fine * scale;
}

double Ranking::confidence(const Signals& signals, double margin) const {
    const double near = std::isinf(margin) ? 0 : std::exp(-margin);
    return calibrated(1 / (1 + std::exp(margin_ * near - sure_.sum(signals))));
}

/// Between the points of the curve; the raw value when there are none.
double Ranking::calibrated(double raw) const {
    if (curve_.empty()) return raw;
    const auto above = std::ranges::lower_bound(curve_, raw, {}, &std::pair<double, double>::first);
    if (above == curve_.begin()) return above->second;
    if (above == curve_.end()) return curve_.back().second;
    const auto below = std::prev(above);
    const double width = above->first - below->first;
    const double part = width <= 0 ? 1 : (raw - below->first) / width;
    return below->second + part * (above->second - below->second);
}

double rounded_confidence(double sure) {
    constexpr double steps = 1000;
    return std::round(std::clamp(sure, 0.01, 0.99) * steps) / steps;
}

}  // namespace parlance::engine
