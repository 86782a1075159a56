/* The program's entry. */
#include <stdio.h>

int main(void)
{
	return puts("dunghen 0.1") < 0 ? 3 : 0;
}
