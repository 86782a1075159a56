/* The program's entry: everything else is a command (cli/commands.def). */
#include "cli/cli.h"

#include "base/hash.h"

int main(int argc, char **argv)
{
	hash_setup();
	return cli_main(argc, argv);
}
