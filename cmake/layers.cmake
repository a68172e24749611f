# How a folder of src/ becomes a library, and how tests, benchmarks and fuzzers find their files.
# A new file needs no edit here.
add_library(parlance_options INTERFACE)
target_compile_features(parlance_options INTERFACE cxx_std_23)
target_include_directories(parlance_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(parlance_options INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION PARLANCE_VERSION="${PROJECT_VERSION}")
target_compile_options(parlance_options INTERFACE
  -Xclang -fno-pch-timestamp -Wall -Wextra -Wpedantic -Wshadow -Wno-missing-designated-field-initializers -Wno-missing-field-initializers
  $<$<BOOL:${PARLANCE_WERROR}>:-Werror>)
target_link_options(parlance_options INTERFACE -fuse-ld=lld-19 LINKER:--exclude-libs,libpg_query.a)
target_link_libraries(parlance_options INTERFACE Threads::Threads)
if(PARLANCE_SANITIZE)
  # vptr needs typeinfo that SOCI hides.
  set(flags -fsanitize=${PARLANCE_SANITIZE} -fno-sanitize=vptr -fno-omit-frame-pointer)
  if(PARLANCE_FUZZ)
    list(APPEND flags -fsanitize=fuzzer-no-link)
  endif()
  target_compile_options(parlance_options INTERFACE ${flags})
  target_link_options(parlance_options INTERFACE ${flags})
endif()

# The heavy headers that most rooms need, compiled once.
# (CONFIGURE leaves an equal file alone, so that running CMake again does not rebuild the world.)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/pch.cpp
  CONTENT "// Carries the precompiled header that every layer reuses.\n")
add_library(parlance_pch OBJECT ${CMAKE_BINARY_DIR}/pch.cpp)
target_link_libraries(parlance_pch PUBLIC parlance_options Boost::json fmt::fmt)
target_precompile_headers(parlance_pch PRIVATE src/base/precompiled.hpp)

function(parlance_layer name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(TRANSFORM ARGN PREPEND parlance_ OUTPUT_VARIABLE lower)
  add_library(parlance_${name} STATIC ${sources} ${CMAKE_BINARY_DIR}/pch.cpp)
  set_target_properties(parlance_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(parlance_${name} PUBLIC parlance_options ${lower})
  target_precompile_headers(parlance_${name} REUSE_FROM parlance_pch)
  set_property(GLOBAL APPEND PROPERTY parlance_layers ${name})
endfunction()

function(parlance_binary)
  if(EXISTS ${PROJECT_SOURCE_DIR}/src/main.cpp)
    add_executable(parlance src/main.cpp)
    target_link_libraries(parlance PRIVATE parlance_cli)
    # Memory is given back on another thread than it was taken on: mimalloc is made for that. The
    # sanitizers bring an allocator of their own.
    if(NOT PARLANCE_SANITIZE)
      target_link_libraries(parlance PRIVATE ${MIMALLOC_LIBRARY})
    endif()
    # The optimised binary stands at build/release/parlance.
    # It finds libduckdb.so from where it stands itself, in the clone and installed, so that either
    # may move; no path of the machine that built it stays inside.
    set_target_properties(parlance PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}
      BUILD_WITH_INSTALL_RPATH ON INSTALL_RPATH "$ORIGIN/../tools/duckdb;$ORIGIN/../lib/parlance")
  endif()
endfunction()

# The server that the conformance suites of MCP want: the product's own, with tools of fixed answers,
# sessions, and tokens that a key signs which everybody knows.
function(parlance_mcp_fixtures)
  if(NOT PARLANCE_MCP_FIXTURES)
    return()
  endif()
  file(GLOB sources CONFIGURE_DEPENDS tests/mcp/fixtures/*.cpp)
  add_executable(parlance_mcp_fixtures EXCLUDE_FROM_ALL ${sources})
  target_link_libraries(parlance_mcp_fixtures PRIVATE parlance_cli)
  target_precompile_headers(parlance_mcp_fixtures REUSE_FROM parlance_pch)
  set_target_properties(parlance_mcp_fixtures PROPERTIES OUTPUT_NAME parlance-mcp-fixtures
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR} BUILD_WITH_INSTALL_RPATH ON
    INSTALL_RPATH "$ORIGIN/../tools/duckdb")
endfunction()

# One test program per layer, so that a change in one room builds and runs only what it can break.
function(parlance_tests)
  include(GoogleTest)
  get_property(layers GLOBAL PROPERTY parlance_layers)
  add_custom_target(parlance_all_tests)
  foreach(name IN LISTS layers)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS src/${name}/*_test.cpp)
    if(NOT sources)
      continue()
    endif()
    add_executable(parlance_${name}_test EXCLUDE_FROM_ALL ${sources})
    target_link_libraries(parlance_${name}_test PRIVATE parlance_${name} GTest::gtest GTest::gmock GTest::gtest_main)
    target_precompile_headers(parlance_${name}_test REUSE_FROM parlance_pch)
    target_compile_definitions(parlance_${name}_test PRIVATE PARLANCE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_dependencies(parlance_all_tests parlance_${name}_test)
    gtest_discover_tests(parlance_${name}_test TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60)
  endforeach()
endfunction()

function(parlance_benchmarks)
  file(GLOB sources CONFIGURE_DEPENDS bench/*_bench.cpp)
  foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} EXCLUDE_FROM_ALL ${source})
    target_link_libraries(${name} PRIVATE parlance_serve benchmark::benchmark_main)
    target_precompile_headers(${name} REUSE_FROM parlance_pch)
    set_property(GLOBAL APPEND PROPERTY parlance_bench_targets ${name})
  endforeach()
  get_property(targets GLOBAL PROPERTY parlance_bench_targets)
  add_custom_target(parlance_all_benchmarks DEPENDS ${targets})
endfunction()

# In `asan` they smoke their corpus without another build of everything; in `fuzz` coverage guides them.
function(parlance_fuzzers)
  if(NOT PARLANCE_SANITIZE MATCHES address)
    return()
  endif()
  file(GLOB sources CONFIGURE_DEPENDS fuzz/*_fuzz.cpp)
  add_custom_target(parlance_all_fuzzers)
  foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} EXCLUDE_FROM_ALL ${source})
    target_link_libraries(${name} PRIVATE parlance_serve)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    target_precompile_headers(${name} REUSE_FROM parlance_pch)
    add_dependencies(parlance_all_fuzzers ${name})
  endforeach()
endfunction()
