#pragma once

#include "engine/model.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace parlance::engine {

/// What may differ between two questions that ask the same.
struct Slot {
    enum class What : std::uint8_t { value, number, year };
    What what = What::value;
    std::vector<ValueHit> values;  ///< what the words may mean
    std::string number;            ///< as SQL writes it; of a year too

    bool operator==(const Slot&) const = default;
};

/// A question without what people vary: what its words link to, in the order of the alphabet, and
/// its slots in the order of the words.
struct Normalised {
    std::vector<std::string> keys;
    std::vector<Slot> slots;

    [[nodiscard]] std::string text() const { return joined(keys, " "); }
};

[[nodiscard]] Normalised normalised(const std::string& question, const Model& model);

/// The verified questions of a source by what they ask.
class RecallIndex {
public:
    struct Entry {
        const VerifiedQuestion* verified = nullptr;
        Normalised normalised;
    };

    explicit RecallIndex(const Model& model);

    [[nodiscard]] const std::vector<Entry>& like(const Normalised& question) const;

    /// In no order that means anything, but always in the same.
    template <class Visit>
    void for_each(const Visit& visit) const {
        for (const auto& [text, entries] : entries_)
            std::ranges::for_each(entries, visit);
    }

private:
    std::map<std::string, std::vector<Entry>> entries_;
};

/// The query with the slots of `asked` in place of those of `known`; none when the query does not
/// say one of them in so many words.
[[nodiscard]] std::optional<sql::Query> refilled(
    const sql::Query& query,
    const std::vector<Slot>& known,
    const std::vector<Slot>& asked,
    const Model& model
);

}  // namespace parlance::engine
