#pragma once

#include "engine/spans.hpp"

#include <span>
#include <string>
#include <vector>

namespace parlance::engine {

inline constexpr std::size_t links_max = 24;

[[nodiscard]] Link value_link(const ValueHit& hit, double factor, const char* via);

/// Values that words may mean without being written like them.
class ValueLinks {
public:
    ValueLinks(const std::vector<Token>& tokens, const Model& model)
        : tokens_(tokens), model_(model), words_(Lexicon::english()) {}

    /// Short forms and other words: `u.s.` for `United States`.
    void add_said_otherwise(std::vector<Link>& links, std::span<const Token> tokens) const;
    /// Parts of values, opposites, other forms and typing errors of the token at `at`.
    void add_parts(std::vector<Link>& links, std::size_t at) const;

private:
    void add_opposites(std::vector<Link>& links, const std::string& word) const;
    void add_other_forms(std::vector<Link>& links, const std::string& word) const;

    const std::vector<Token>& tokens_;
    const Model& model_;
    const Lexicon& words_;
};

}  // namespace parlance::engine
