#pragma once

#include <string_view>

/// The data files of `data/en`, embedded by `cmake/embed.cmake`.
namespace parlance::engine::data {

extern const std::string_view cues;
extern const std::string_view gradables;
extern const std::string_view synonyms;
extern const std::string_view values;
extern const std::string_view abbreviations;
extern const std::string_view stop_words;
extern const std::string_view metrics;
extern const std::string_view states;
extern const std::string_view ranking;
extern const std::string_view edits;
extern const std::string_view phrasings;
extern const std::string_view regions;
extern const std::string_view lists;
extern const std::string_view tongues;
extern const std::string_view german;
extern const std::string_view german_values;
extern const std::string_view thesaurus;  ///< made from WordNet by tools/wordnet.py

}  // namespace parlance::engine::data
