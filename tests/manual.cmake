# Compares a committed manual page with the one the program writes: -DOKR= -DSECTION= -DPAGE= [-DPROSE=]
execute_process(COMMAND "${OKR}" __manual "${SECTION}" ${PROSE} OUTPUT_VARIABLE written RESULT_VARIABLE code)
file(READ "${PAGE}" committed)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "okr __manual ${SECTION} ended with ${code}")
endif()
if(NOT written STREQUAL committed)
  message(FATAL_ERROR "${PAGE} is not what okr __manual ${SECTION} writes: run the target `manual` and look at the difference")
endif()
