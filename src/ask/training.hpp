#pragma once

#include "ask/evaluation.hpp"

#include <string>

namespace parlance::ask {

/// One line of JSON with every reading of the question that would run, each with its SQL and its
/// signals, for `./dev train`: `{"id", "db", "readings": [{"sql", "dense", "sparse"}]}`.
[[nodiscard]] std::string write_readings(const EvalRow& row, const catalog::View& view);

/// The line before them, with the names of the dense signals: `{"signals": [...]}`.
[[nodiscard]] std::string write_signal_names();

}  // namespace parlance::ask
