# What a served demonstration offers to be attacked: each address of the table with each
# set of fields that its pages send there, found by following links as several people.
package surface;
use strict;
use warnings;

sub plain {
	my ($text) = @_;
	my %entity = (amp => '&', lt => '<', gt => '>', quot => '"', '#39' => "'");
	return $text =~ s/&(#?\w+);/$entity{$1} \/\/ ''/ger;
}

sub encoded { return $_[0] =~ s/([^A-Za-z0-9._~-])/sprintf '%%%02X', ord $1/ger }

# Rows of src/web/routes.def as patterns, the longest words first.
sub rows {
	my @rows;
	open my $f, '<', 'src/web/routes.def' or die "routes.def: $!\n";
	while (my $line = <$f>) {
		my ($method, $path) = $line =~ /^ROUTE\((GET|POST), "([^"]+)"/ or next;
		my $pattern = join '/', map { /^\{\w+\.\.\.\}$/ ? '.+' : /^\{/ ? '[^/]+' : quotemeta } split m{/}, $path, -1;
		push @rows, { method => $method, path => $path, pattern => qr/^$pattern$/ };
	}
	return sort { ($a->{path} =~ tr/{//) <=> ($b->{path} =~ tr/{//) } @rows;
}

sub row_of {
	my ($rows, $method, $path) = @_;
	for my $r (@$rows) { return $r->{path} if $r->{method} eq $method && $path =~ $r->{pattern} }
	return undef;
}

# [ name, value ] of what a form would send as it stands.
sub fields {
	my ($html) = @_;
	my (@fields, %seen);
	while ($html =~ /<(input|select|textarea|button)\b([^>]*)>(?:(.*?)<\/\1>)?/gs) {
		my ($tag, $attributes, $inside) = ($1, $2, $3 // '');
		my ($name) = $attributes =~ /\bname="([^"]*)"/ or next;
		next if $attributes =~ /type="file"/ || $seen{$name}++;
		my ($value) = ($tag eq 'select' ? $inside : $attributes) =~ /\bvalue="([^"]*)"/;
		$value = $inside if $tag eq 'textarea';
		push @fields, [ plain($name), plain($value // '') =~ s/^$/1/r ];
	}
	return @fields;
}

# What ends a session or changes who one is: the walk would go on as nobody.
my $leave = qr{^/(?:sign-out|own/close|own/park|own/password|own/seat|switch|demo/)};

# walk($get, $most): $get->(path) gives a page or undef; pages of one row of the table are
# looked at three times. Gives { method, path, row, query => [[name, value]], body => … }.
sub walk {
	my ($get, $most, @start) = @_;
	my @rows = rows();
	my (@queue, %queued, %looked, %found, @out) = @start;
	my $note = sub {
		my ($method, $path, $query, $body) = @_;
		my $row = row_of(\@rows, $method, $path) // return;
		my $key = join ' ', $method, $row, sort map { $_->[0] } @$query, @$body;
		return if $found{$key}++;
		push @out, { method => $method, path => $path, row => $row, query => $query, body => $body };
	};
	while (defined(my $target = shift @queue) && $most-- > 0) {
		my ($path, $query) = split /\?/, $target, 2;
		my $row = row_of(\@rows, 'GET', $path) // next;
		$note->('GET', $path, [ map { [ split /=/, $_, 2 ] } split /&/, $query // '' ], []);
		next if $looked{$row}++ >= 3;
		my $page = $get->($target) // next;
		while ($page =~ /\b(?:href|src|hx-get)="(\/[^"#]*)/g) {
			my $to = plain($1);
			push @queue, $to if $to !~ $leave && !$queued{$to}++;
		}
		while ($page =~ /<form\b([^>]*)>(.*?)<\/form>/gs) {
			my ($attributes, $inside) = ($1, $2);
			my ($action) = $attributes =~ /\baction="([^"]*)"/;
			my ($to) = split /\?/, defined $action && length $action ? plain($action) : $path;
			my $post = $attributes =~ /method="post"/i;
			next if $to =~ $leave || $attributes =~ m{multipart/};
			my @fields = fields($inside);
			$post ? $note->('POST', $to, [], \@fields) : $note->('GET', $to, \@fields, []);
		}
	}
	return @out;
}

1;
