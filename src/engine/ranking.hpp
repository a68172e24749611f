#pragma once

#include "engine/signals.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace parlance::engine {

/// Weights over signals. `./dev train` writes them as `data/ranking.txt`; without that file a few
/// weights set by hand stand in.
class Ranking {
public:
    /// The weights that the binary carries, read when first asked for.
    [[nodiscard]] static const Ranking& builtin();
    /// Set by hand, for when nothing was learned.
    [[nodiscard]] static Ranking by_hand();
    /// Reads the form of `data/ranking.txt`. Unknown names are passed over, as a newer file may
    /// have them; throws `Error` (invalid, `ranking`) for what is no such file.
    [[nodiscard]] static Ranking read(std::string_view text);

    /// How well the reading fits, comparable between readings of one question.
    [[nodiscard]] double score(const Signals& signals) const { return rank_.sum(signals); }
    /// How sure the best reading is right, 0 to 1, calibrated: of the answers with 0.8 about 80 %
    /// are right. `margin` is its score's distance to the next reading; infinite when there is
    /// none.
    [[nodiscard]] double confidence(const Signals& signals, double margin) const;
    /// Readings whose scores are nearer than this are a matter of taste.
    [[nodiscard]] double tie() const { return tie_; }

private:
    struct Weights {
        std::vector<float> dense;
        std::vector<std::int8_t> sparse;  ///< one a bucket, times `scale`; may be empty
        double scale = 0;
        [[nodiscard]] double sum(const Signals& signals) const;
    };

    void read_line(std::string_view line);
    [[nodiscard]] double calibrated(double raw) const;

    Weights rank_;
    Weights sure_;
    double margin_ = 0;
    double tie_ = 0;
    std::vector<std::pair<double, double>> curve_;  ///< raw probability to share that was right
};

/// A confidence as it is told: between 0.01 and 0.99, with no more digits than it has meaning.
[[nodiscard]] double rounded_confidence(double sure);

}  // namespace parlance::engine
