# Puts the numbered SQL files of src/store/migrations into the binary, as store/migrations.cpp in the
# build folder. A new file needs no edit here.
file(GLOB migrations CONFIGURE_DEPENDS src/store/migrations/*.sql)
list(SORT migrations)
set(entries "")
foreach(path IN LISTS migrations)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
  get_filename_component(name ${path} NAME_WE)
  file(READ ${path} text)
  string(APPEND entries "    {\"${name}\", R\"migration(${text})migration\"},\n")
endforeach()
file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/store/migrations.cpp CONTENT "#include \"store/migrate.hpp\"

namespace parlance::store {

const std::vector<Migration>& embedded_migrations() {
    static const std::vector<Migration> all{
${entries}    };
    return all;
}

}  // namespace parlance::store
")
target_sources(parlance_store PRIVATE ${CMAKE_BINARY_DIR}/store/migrations.cpp)
