#!/usr/bin/env python3
"""Switches the rules of the guard off, one after the other: for each some test must fail.

    tools/mutate_guard.py [NUMBER…]

Works on a copy of the tree in build/mutants, with a plain build of its own."""
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
COPY = ROOT / "build/mutants"
BUILD = COPY / "build/dev"
COPIED = ["CMakeLists.txt", "CMakePresets.json", "cmake", "src", "tools", "tests/data", "tests/cases", "fuzz", "bench"]
JUDGES = "SqlitePolicy*:DuckdbFence*:AttacksRun*:LeakproofRun*:TwoWorlds.*"

# What the rule is, the file, its text (there exactly once), and what stands there without the rule.
MUTANTS = [
    ("fence on PostgreSQL", "guard/rewrite.cpp", "query.offset = build::integer(0);\n            break;\n        case Dialect::sqlite", "break;\n        case Dialect::sqlite"),
    ("fence on SQLite", "guard/rewrite.cpp", "query.limit = build::integer(-1);", ""),
    ("fence on DuckDB", "guard/rewrite.cpp", "query.limit = build::integer(INT64_MAX);", "return;"),
    ("only the proof leaves a fence out", "guard/leakproof.cpp", "return schema.dialect == Dialect::postgres && Proof(schema, policy).holds(query);", "return schema.dialect == Dialect::postgres || Proof(schema, policy).holds(query);"),
    ("conditions of WHERE are proved", "guard/leakproof.cpp", "if (select.where && !condition(*select.where)) return false;", ""),
    ("conditions of ON are proved", "guard/leakproof.cpp", "(!join->on || condition(*join->on))", "true"),
    ("masked columns are not compared unfenced", "guard/leakproof.cpp", "column != nullptr && !is_masked(expr) &&", "column != nullptr &&"),
    ("only leakproof types are compared", "guard/leakproof.cpp", "&& is_leakproof_type(column->native_type)", ""),
    ("HAVING needs a fence", "guard/leakproof.cpp", "|| select->having ||", "||"),
    ("expressions to sort by need a fence", "guard/leakproof.cpp", "if (bare(*item.expr) || aggregate(*item.expr)) return true;", "return true;"),
    ("expressions to group by need a fence", "guard/leakproof.cpp", "one.kind == sql::GroupKind::plain && one.expr && bare(*one.expr);", "true;"),
    ("a join hides its names from what sinks", "guard/leakproof.cpp", "if (!join->alias.name.empty()) return;", ""),
    ("only conjuncts sink", "guard/leakproof.cpp", "if (logic != nullptr && logic->conjunction) {", "if (logic != nullptr) {"),
    ("only comparisons with constants sink", "guard/leakproof.cpp", "return safe != nullptr && constant_of(constant, safe->type);", "return safe != nullptr;"),
    ("whole rows list their columns", "guard/rewrite.cpp", "if (relation == nullptr && !lists_all_) return;", "if (relation == nullptr) return;"),
    ("ONLY stays", "guard/rewrite.cpp", "std::get<sql::TableRef>(inner.node).only = reference->only;", ""),
    ("parameters of relations do not meet", "guard/rewrite.cpp", "held->index += by_;", "held->index += by_ * 0;"),
    ("row rules", "guard/sight.cpp", "if (sight.rows) select.where = *sight.rows;", ""),
    ("hidden columns", "guard/sight.cpp", "if (rule.mask == Mask::hidden) continue;", ""),
    ("masks are told in lineage", "guard/sight.cpp", "if (rule.mask != Mask::none) relation.masked.push_back(column.name);", ""),
    ("views over ruled tables are hidden", "guard/sight.cpp", "        hide_what_shows_hidden();\n", ""),
    ("hidden tables", "guard/sight.cpp", "if (sight.hidden) return std::nullopt;", ""),
    ("the null mask", "guard/mask.cpp", "    return nothing(column, dialect);\n}\n\n}  // namespace parlance::guard", "    return value;\n}\n\n}  // namespace parlance::guard"),
    ("the partial mask", "guard/mask.cpp", "return partial(std::move(value));", "return value;"),
    ("the bucket mask", "guard/mask.cpp", "return bucket(std::move(value), rule.size.value_or(10), dialect);", "return value;"),
    ("the month mask", "guard/mask.cpp", 'return truncated(std::move(value), "month", column, dialect);', "return value;"),
    ("the year mask", "guard/mask.cpp", 'return truncated(std::move(value), "year", column, dialect);', "return value;"),
    ("the constant mask", "guard/mask.cpp", "return constant(rule, column);", "return value;"),
    ("mandatory row rules", "guard/merge.cpp", "std::move(read.condition), one.rule->mandatory);", "std::move(read.condition), false);"),
    ("the strictest mask wins", "guard/merge.cpp", "return a.mask < b.mask ? b : a;", "return a.mask < b.mask ? a : b;"),
    ("the widest bucket wins", "guard/merge.cpp", "return a.size.value_or(10) < b.size.value_or(10) ? b : a;", "return a.size.value_or(10) < b.size.value_or(10) ? a : b;"),
    ("what is not named is denied", "guard/merge.cpp", "if (own == nullptr && otherwise == Default::deny) continue;", ""),
    ("vanished columns hide the table", "guard/merge.cpp", "        broken = true;\n        report(of.pointer", "        report(of.pointer"),
    ("what is computed from masked columns", "guard/merge.cpp", "    mask_generated(table, made);\n", ""),
    ("parents of ruled partitions are hidden", "guard/sight.cpp", "        add_parents_of_restricted(doubtful);\n", ""),
    ("vanished tables hide the unnamed", "guard/merge.cpp", "bool broken = vanished_ && !names(table);", "bool broken = false;"),
    ("rules are for their audience", "guard/merge.cpp", "if (to.roles.empty() && to.users.empty()) return true;", "return true;"),
    ("unknown functions are refused", "guard/allow.cpp", "if (known == nullptr || !known->allowed_on(dialect_) || !star)", "if (!star)"),
    ("unknown types are refused", "guard/allow.cpp", "if (sql::type_allowed(type.name, dialect_)) return;", "return;"),
    ("large arguments are refused", "guard/allow.cpp", "if (sql::within_bounds(*known, call)) return;", "return;"),
    ("what grows does not grow again", "sql/functions.cpp", "if (std::ranges::any_of(call.arguments, grows)) return false;", ""),
    ("computed sizes are held when they run", "guard/approve.cpp", "    bound_growth(query);\n", ""),
    ("sizes are whole numbers", "guard/growth.cpp", "        check_type(decides, *function, at);\n", ""),
    ("collations are listed", "guard/allow.cpp", "if (sql::collation_allowed(collate.collation, dialect_)) return;", "return;"),
    ("collated columns sink nothing", "guard/leakproof.cpp", "const auto* column = std::get_if<sql::ColumnRef>(&expr.node);\n        if (column == nullptr || column->name.size() != 2) return nullptr;", "const auto* collate = std::get_if<sql::Collate>(&expr.node);\n        const auto* column = std::get_if<sql::ColumnRef>(collate != nullptr ? &collate->operand->node : &expr.node);\n        if (column == nullptr || column->name.size() != 2) return nullptr;"),
    ("only three kinds of XML", "sql/lower_xml.cpp", 'refuse("This kind of XML", at);', "(void)at;\n    return XmlKind::concat;"),
    ("calls that are no columns are checked", "guard/approve.cpp", "if (columns_called) check_allowed(query, schema_.dialect, true);", ""),
    ("functions come before columns of rows", "sql/resolve_rows.cpp", "if (function != nullptr && function->allowed_on(Dialect::postgres)) return false;", ""),
    ("columns come before rows", "sql/resolve_rows.cpp", "names_column(row, scope) ? nullptr : relation_of(row, scope);", "relation_of(row, scope);"),
    ("joins of renamed columns have no alias", "sql/resolve_from.cpp", "if (!one.merged) check_true_name(names.relations[one.relation], one.column);", ""),
    ("functions in FROM are checked", "guard/allow.cpp", "void visit(sql::FunctionRef& function) override { check(function.call, function.at); }", ""),
    ("row rules cannot fail", "guard/row_rule.cpp", 'if (!known || !plain) not_supported("This function");', ""),
    ("DuckDB plans by no hidden values", "connectors/duckdb/database.cpp", 'std::pair{"disabled_optimizers", "statistics_propagation"},', ""),
    ("SQLite reads fenced tables through views only", "connectors/sqlite/rights.cpp", "if (!one.fenced) tables_.insert(lower(one.table));", "tables_.insert(lower(one.table));"),
    ("SQLite asks which functions are allowed", "connectors/sqlite/rights.cpp", "return is_allowed_function(seen(second));", "return true;"),
]


def sync():
    """Only what changed, so that builds stay small."""
    wanted = set()
    for name in COPIED:
        top = ROOT / name
        for path in [top] if top.is_file() else (one for one in top.rglob("*") if one.is_file()):
            target = COPY / path.relative_to(ROOT)
            wanted.add(target)
            if not target.exists() or target.read_bytes() != path.read_bytes():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    for path in (COPY / "src").rglob("*"):
        if path.is_file() and path not in wanted:
            path.unlink()
    tools = COPY / "build/tools"
    tools.parent.mkdir(parents=True, exist_ok=True)
    if not tools.is_symlink():
        tools.symlink_to(ROOT / "build/tools")
    subprocess.run(["cmake", "--preset", "dev", "-DCMAKE_CXX_FLAGS_DEBUG=-O0", "-DPARLANCE_WERROR=OFF"],
                   cwd=COPY, check=True, stdout=subprocess.DEVNULL)


def build():
    done = subprocess.run(["ninja", "-C", BUILD, "parlance_guard_test", "parlance_connectors_test"],
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit("does not build:\n" + done.stdout[-3000:])


def killer():
    """The first test that fails; None when all pass."""
    for program in (["parlance_guard_test"], ["parlance_connectors_test", f"--gtest_filter={JUDGES}"]):
        done = subprocess.run([BUILD / program[0], *program[1:], "--gtest_brief=1", "--gtest_fail_fast"],
                              capture_output=True, text=True, errors="replace")
        if done.returncode != 0:
            found = re.search(r"\[  FAILED  \] ([^ \n]+)", done.stdout)
            return found.group(1) if found else f"{program[0]} ended by {done.returncode}"
    return None


def judge(number, mutant):
    rule, name, old, new = mutant
    path = COPY / "src" / name
    text = path.read_text()
    if text.count(old) != 1:
        sys.exit(f"{number} {rule}: its text stands {text.count(old)} times in {name}")
    path.write_text(text.replace(old, new))
    try:
        build()
        found = killer()
    finally:
        path.write_text(text)
    print(f"{number:2} {rule:48} {found or 'SURVIVES'}", flush=True)
    return found is not None


def main():
    wanted = {int(word) for word in sys.argv[1:]}
    sync()
    for number, (rule, name, old, _) in enumerate(MUTANTS, 1):
        times = (COPY / "src" / name).read_text().count(old)
        if times != 1:
            sys.exit(f"{number} {rule}: its text stands {times} times in {name}")
    build()
    if found := killer():
        sys.exit(f"{found} fails without any change")
    survived = [number for number, mutant in enumerate(MUTANTS, 1)
                if (not wanted or number in wanted) and not judge(number, mutant)]
    if survived:
        sys.exit(f"{len(survived)} rules are held by no test")


if __name__ == "__main__":
    main()
