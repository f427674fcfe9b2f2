#ifndef PLEAT_PLAIN_CELLS_H
#define PLEAT_PLAIN_CELLS_H

/// The search of cells by their vertices in plain doubles: the same algorithm as LinearRegions/Space with
/// the same inner loops, but no error bounds, no third sign and nothing exact. A baseline, right only where
/// no rounding decides. At most 64 neurons a layer and 64 facets a cell.
typedef struct plain_cells plain_cells;

/// A search. `widths` has the inputs, then `depth` hidden widths; `weights` and `biases` of layer after
/// layer, row by row; `box` lower and upper end of each input.
plain_cells *plain_cells_make(
    long depth, const long *widths, const double *weights, const double *biases, const double *box);

/// Visits all activation regions and returns how many there are.
long plain_cells_count(plain_cells *search);

void plain_cells_free(plain_cells *search);

#endif
